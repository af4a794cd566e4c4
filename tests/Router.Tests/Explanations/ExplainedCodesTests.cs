using System.Reflection;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Explanations;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Tests.Explanations;

/// <summary>Every code that a decision may carry has words in both languages. New codes are found by their declaration.</summary>
public sealed class ExplainedCodesTests
{
    [Fact]
    public void Every_reason_of_a_choice_has_words()
    {
        var declared = Constants(typeof(ModelReasons))
            .Concat(Constants(typeof(ChoiceReasons)))
            .Concat(TaskNames.All.Select(task => $"task_{task}"));

        Assert.Equal(declared.Order(), EnglishReasons.Model.Keys.Concat(EnglishReasons.Replica.Keys).Order());
        Assert.Equal(EnglishReasons.Model.Keys.Order(), KoreanReasons.Model.Keys.Order());
        Assert.Equal(EnglishReasons.Replica.Keys.Order(), KoreanReasons.Replica.Keys.Order());
    }

    [Fact]
    public void Every_reason_to_leave_somebody_out_has_words()
    {
        var lacking = Enum.GetValues<ModelAbilities>()
            .Where(ability => ability != ModelAbilities.None && AbilityNames.First(ability).Length > 0)
            .Select(ExclusionReasons.Lacks);
        var declared = Constants(typeof(ExclusionReasons)).Concat(lacking).Order().ToList();

        Assert.Equal(declared, EnglishCodes.Exclusion.Keys.Order());
        Assert.Equal(declared, KoreanCodes.Exclusion.Keys.Order());
    }

    [Fact]
    public void Every_reason_of_a_strategy_has_words()
    {
        var declared = Constants(typeof(StrategyReasons)).Order().ToList();

        Assert.Equal(declared, EnglishCodes.Strategy.Keys.Order());
        Assert.Equal(declared, KoreanCodes.Strategy.Keys.Order());
        Assert.Equal(StrategyNames.Several.Append(StrategyNames.Single).Order(), KoreanCodes.StrategyName.Keys.Order());
    }

    [Fact]
    public void Every_effect_source_task_and_language_has_words()
    {
        // "fallback" belongs to "force" and is no effect of its own.
        var effects = Constants(typeof(RuleEffectNames))
            .Where(name => name != RuleEffectNames.Fallback)
            .Order()
            .ToList();
        var sources = Constants(typeof(QualitySources)).Order().ToList();

        Assert.Equal(effects, EnglishCodes.Effect.Keys.Order());
        Assert.Equal(effects, KoreanCodes.Effect.Keys.Order());
        Assert.Equal(sources, EnglishCodes.Source.Keys.Order());
        Assert.Equal(sources, KoreanCodes.Source.Keys.Order());
        Assert.Equal(TaskNames.All.Order(), KoreanReasons.Task.Keys.Order());
        Assert.Equal(Enum.GetValues<TextLanguage>(), EnglishCodes.Language.Keys.Order());
        Assert.Equal(Enum.GetValues<TextLanguage>(), KoreanCodes.Language.Keys.Order());
    }

    [Fact]
    public void Every_refusal_has_words_of_its_own()
    {
        var request = Fleets.Request("auto");
        var words = Enum.GetValues<RefusalKind>()
            .Select(kind => new SelectionResult.Refused(kind, null, RefusalDetail.None, []))
            .Select(refused => (EnglishRefusal.Of(request, refused), KoreanRefusal.Of(request, refused)))
            .ToList();

        Assert.Equal(words.Count, words.Distinct().Count());
    }

    /// <summary>They stand before "때문입니다", or before "고" when another one follows.</summary>
    [Fact]
    public void Korean_causes_end_alike()
    {
        var causes = KoreanReasons
            .Model.Values.Concat(KoreanReasons.Replica.Values)
            .Concat(KoreanCodes.Strategy.Values);

        Assert.All(causes, cause => Assert.EndsWith("기", cause, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!); // A constant is never null here: all are texts.
}
