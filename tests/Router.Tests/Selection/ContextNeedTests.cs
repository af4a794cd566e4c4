using System.Collections.Frozen;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>How much context a request needs on a model whose own count of tokens is known.</summary>
public sealed class ContextNeedTests
{
    // 10,000 characters are 3,000 tokens in the estimate for all models; 256 are for the answer, 100 are no text.
    private static readonly SelectionRequest Long = Request(tokens: 3_356) with
    {
        PromptChars = 10_000,
        OtherTokens = 100,
    };

    [Theory]
    [InlineData(null, 3_356)]
    [InlineData(0.2, 2_356)]
    [InlineData(0.5, 5_356)]
    public void What_was_measured_takes_the_place_of_the_estimate(double? density, int expected) =>
        Assert.Equal(expected, ContextNeed.Of(Entry(4_096, density), Long));

    [Theory]
    [InlineData(4_096u, null, false)]
    [InlineData(4_096u, 0.5, true)]
    [InlineData(3_000u, null, true)]
    [InlineData(3_000u, 0.2, false)]
    [InlineData(0u, 0.5, false)]
    public void A_model_is_left_out_by_its_own_count(uint context, double? density, bool isTooShort) =>
        Assert.Equal(isTooShort, ContextNeed.IsTooShort(Entry(context, density), Long));

    [Fact]
    public void A_mixed_text_needs_both_languages_to_be_measured() =>
        Assert.Equal(3_356, ContextNeed.Of(Entry(4_096, 0.5), Long with { Language = TextLanguage.Mixed }));

    [Fact]
    public void A_prompt_that_is_too_long_by_the_models_own_count_is_refused_with_that_count()
    {
        var entry = Entry(4_096, 0.5);

        var refusal = Fresh(Of(entry.Replica)).Choose(Long).Refusal();

        Assert.Equal(
            (RefusalKind.NotCapable, 4_096u, 5_356),
            (refusal.Kind, refusal.Detail.LongestContext, refusal.Detail.NeededTokens)
        );
    }

    [Fact]
    public void Only_figures_of_several_calls_count_and_rather_too_many_tokens_than_too_few()
    {
        var density = TokenDensity.Of(
            new Dictionary<string, Estimate>(StringComparer.Ordinal)
            {
                ["ko"] = new()
                {
                    Value = 0.6,
                    P90 = 0.8,
                    Weight = 9,
                },
                ["en"] = new() { Value = 0.2, Weight = 9 },
                ["other"] = new() { Value = 0.4, Weight = 2 },
                ["xx"] = new() { Value = double.NaN, Weight = 9 },
            }
        );

        Assert.Equal([("en", 0.25), ("ko", 0.8)], density.Select(each => (each.Key, each.Value)).Order());
    }

    private static ModelEntry Entry(uint context, double? density)
    {
        var model = Model("qwen3:8b", context: context);
        var densities = new Dictionary<string, double>(StringComparer.Ordinal);
        if (density is { } known)
        {
            densities["en"] = known;
        }

        var speed = ModelSpeed.Unknown with { TokensPerChar = densities.ToFrozenDictionary(StringComparer.Ordinal) };
        var replica = Replica("a", [model]) with
        {
            Speeds = new Dictionary<string, ModelSpeed>(StringComparer.Ordinal)
            {
                [model.Digest] = speed,
            }.ToFrozenDictionary(StringComparer.Ordinal),
        };
        return new ModelEntry(0, replica, model);
    }
}
