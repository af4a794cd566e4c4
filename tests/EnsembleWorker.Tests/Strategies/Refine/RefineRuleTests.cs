using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Refine;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Refine;

public sealed class RefineRuleTests
{
    private static readonly RefineVerdict Passed = new(true, [], 0.8);
    private static readonly RefineVerdict Refuted = new(false, ["p"], 0.8);

    [Fact]
    public void A_version_that_passed_is_better_than_one_that_nobody_could_verify_and_that_than_a_refuted_one()
    {
        var (passed, unverified, refuted) = (Version("a", Passed), Version("b", null), Version("c", Refuted));

        Assert.Same(passed, RefineRule.Best([refuted, passed, unverified]));
        Assert.Same(unverified, RefineRule.Best([unverified, refuted]));
    }

    [Fact]
    public void Of_two_that_passed_the_surer_verdict_wins_and_of_two_that_did_not_the_less_sure_one()
    {
        var (sure, unsure) = (Version("a", Passed with { Confidence = 0.9 }), Version("b", Passed));
        var (surelyWrong, perhapsWrong) = (
            Version("c", Refuted with { Confidence = 0.9 }),
            Version("d", Refuted with { Confidence = 0.2 })
        );

        Assert.Same(sure, RefineRule.Best([sure, unsure]));
        Assert.Same(perhapsWrong, RefineRule.Best([perhapsWrong, surelyWrong]));
    }

    [Fact]
    public void Of_equal_versions_the_later_one_is_the_answer()
    {
        var (one, two) = (Version("a", Refuted), Version("b", Refuted));

        Assert.Same(two, RefineRule.Best([one, two]));
    }

    [Theory]
    [InlineData(false, true, "rounds_used")]
    [InlineData(true, false, StepCauses.BudgetExhausted)]
    public void Neither_more_rounds_nor_more_budget_than_there_is_are_used(
        bool isRoundLeft,
        bool isAffordable,
        string why
    )
    {
        var next = RefineRule.Next([Version("a", Refuted)], isRoundLeft, hasNews: true, isAffordable);

        Assert.Equal(new RefineNext(false, why), next);
    }

    [Fact]
    public void A_decision_is_read_as_it_was_kept()
    {
        foreach (var next in (RefineNext[])[new(true, "problems"), new(false, "passed")])
        {
            Assert.Equal(next, RefineNext.Of(next.ToString()));
        }
    }

    [Fact]
    public void A_model_that_the_run_does_not_know_is_a_family_of_its_own()
    {
        var models = new[]
        {
            new RunModel { Name = "a:7b", Family = "a" },
        };

        Assert.False(RefineRule.IsSameFamily(models, "a:7b", "a:claude"));
        Assert.True(RefineRule.IsSameFamily(models, "x:1b", "X:1b"));
        Assert.Equal(["a:7b"], RefineRule.Verifiers(models, "x:1b"));
    }

    private static RefineVersion Version(string step, RefineVerdict? verdict) =>
        new(new StepResult { Step = step, Model = "m" }) { Verdict = verdict };
}
