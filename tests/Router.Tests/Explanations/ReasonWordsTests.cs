using System.Reflection;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Explanations;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Tests.Explanations;

/// <summary>No reason is left without words.</summary>
public sealed class ReasonWordsTests
{
    [Fact]
    public void Every_reason_of_a_model_has_words_in_both_languages() =>
        Assert.All(
            Codes(typeof(ModelReasons)).Concat(Enum.GetValues<TaskType>().Select(ModelReasons.OfTask)),
            code =>
            {
                Assert.Contains(code, EnglishReasons.Model.Keys);
                Assert.EndsWith("기", KoreanReasons.Model[code], StringComparison.Ordinal);
            }
        );

    private static IEnumerable<string> Codes(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
}
