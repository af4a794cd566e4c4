using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Profiler.Capability;

namespace Orchestrator.Profiler.Tests.Capability;

public sealed class CapabilityTableTests
{
    private static CapabilityEstimate Of(
        ModelFacts facts,
        string task = "question_answering",
        string language = "en"
    ) =>
        CapabilityTable
            .Standard.Estimate(facts)
            .Single(estimate => estimate.Task == task && estimate.Language == language);

    private static CapabilityEstimate Of(string name, string task = "question_answering", string language = "en") =>
        Of(new ModelFacts(name), task, language);

    [Fact]
    public void Every_task_has_one_estimate_in_each_language()
    {
        var estimates = CapabilityTable.Standard.Estimate(new ModelFacts("qwen3:8b"));

        Assert.Equal(10 * 3, estimates.Select(estimate => (estimate.Task, estimate.Language)).Distinct().Count());
        Assert.Equal(10 * 3, estimates.Count);
    }

    [Fact]
    public void Any_name_and_any_numbers_give_scores_between_0_and_1_with_an_error()
    {
        var facts =
            from name in ArbMap.Default.GeneratorFor<string>()
            from family in Gen.Elements("", "llama", "qwen3", "???", "gemma3")
            from billion in Gen.Elements(0, 0.1, 7, 1e6)
            from quantization in Gen.Elements("", "Q4_K_M", "IQ1_S", "nonsense")
            select new ModelFacts(name ?? "", family, billion, quantization);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(15),
            Prop.ForAll(
                facts.ToArbitrary(),
                some =>
                    CapabilityTable
                        .Standard.Estimate(some)
                        .All(estimate => estimate is { Score: > 0 and < 1, StandardError: > 0 and <= 0.5 })
            )
        );
    }

    [Theory]
    [InlineData("qwen2.5:72b", "qwen2.5:7b", "en")]
    [InlineData("qwen3:8b", "qwen3:0.6b", "ko")]
    [InlineData("gemma3:12b", "gemma3:1b", "en")]
    [InlineData("llama3.3:70b", "llama3:8b", "en")]
    [InlineData("newcomer:70b", "newcomer:1b", "en")]
    public void The_larger_and_newer_model_is_expected_to_be_better(string better, string worse, string language) =>
        Assert.True(Of(better, language: language).Score > Of(worse, language: language).Score);

    [Fact]
    public void Korean_figures_move_a_model_in_Korean_more_than_in_English()
    {
        var english = Of("exaone3.5:7.8b").Score - Of("llama3.1:8b").Score;
        var korean = Of("exaone3.5:7.8b", language: "ko").Score - Of("llama3.1:8b", language: "ko").Score;

        Assert.True(korean > english + 0.05, $"{korean} in Korean, {english} in English");
    }

    [Fact]
    public void Less_is_known_of_a_model_the_less_it_has_in_common_with_the_table()
    {
        var known = Of("qwen2.5:7b").StandardError;
        var between = Of("qwen3:8b").StandardError;
        var copy = Of("someone/qwen3:8b").StandardError;
        var stranger = Of("newcomer:8b").StandardError;
        var nothing = Of("newcomer:latest").StandardError;

        Assert.Equal(
            [known, between, copy, stranger, nothing],
            new[] { nothing, stranger, copy, between, known }.Order()
        );
    }

    [Fact]
    public void A_stronger_quantisation_is_expected_to_be_worse_and_less_certain()
    {
        string[] types = ["F16", "Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q4_0", "Q3_K_M", "Q2_K"];
        var scores = types.Select(type => Of(new ModelFacts("llama3.1:8b", "llama", 8, type)).Score).ToList();

        Assert.Equal(scores.OrderDescending(), scores);
        Assert.True(
            Of(new ModelFacts("llama3.1:8b", Quantization: "Q2_K")).StandardError
                > Of(new ModelFacts("llama3.1:8b", Quantization: "F16")).StandardError
        );
    }

    [Fact]
    public void A_model_for_code_is_expected_to_code_better_than_it_chats()
    {
        Assert.True(Of("qwen2.5-coder:7b", "code").Score > Of("qwen2.5-coder:7b", "conversation_roleplay").Score);
    }

    [Fact]
    public void Only_families_with_figures_name_their_sources()
    {
        Assert.Contains(Of("exaone3.5:7.8b").Sources, source => source.Contains("EXAONE", StringComparison.Ordinal));
        Assert.Empty(Of("newcomer:8b").Sources);
    }

    [Fact]
    public void No_two_harnesses_share_a_ranking_and_every_figure_has_a_source() =>
        Assert.All(
            Benchmarks.Figures.GroupBy(figure => figure.Ranking),
            ranking =>
            {
                Assert.Single(ranking.Select(figure => figure.Source).Distinct());
                Assert.NotEmpty(ranking.First().Source);
            }
        );
}
