using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;

public sealed class StragglerRuleTests
{
    private static readonly EnsembleOptions Options = new();
    private static readonly RunModel Model = new() { Name = "a", Family = "a" };

    [Fact]
    public void Nobody_is_cut_off_before_a_quorum_has_answered()
    {
        Assert.Null(StragglerRule.Patience(Model, [], 3, Options));
        Assert.Null(StragglerRule.Patience(Model, [Took(5)], 3, Options));
        Assert.Null(StragglerRule.Patience(Model, [Took(5), Failed(5)], 3, Options));
        Assert.Null(StragglerRule.Patience(Model, [Took(5), Took(5)], 5, Options));
        Assert.NotNull(StragglerRule.Patience(Model, [Took(5), Took(5)], 3, Options));
    }

    [Theory]
    [InlineData(20, 30, 75)]
    [InlineData(1, 2, 10)]
    public void The_patience_is_a_multiple_of_the_median_and_never_below_the_minimum(int one, int other, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            StragglerRule.Patience(Model, [Took(one), Took(other)], 3, Options)
        );

    [Fact]
    public void What_the_router_knew_of_its_queue_and_its_load_is_granted() =>
        Assert.Equal(
            TimeSpan.FromSeconds(10 + 7 + 40),
            StragglerRule.Patience(Model with { WaitSeconds = 7, LoadSeconds = 40 }, [Took(1), Took(1)], 3, Options)
        );

    [Fact]
    public void Times_that_are_none_end_nothing()
    {
        var back = Took(0) with { FinishedAt = DateTimeOffset.MinValue, StartedAt = DateTimeOffset.MaxValue };

        Assert.Equal(Options.StragglerMin, StragglerRule.Patience(Model, [back, back], 3, Options));
        Assert.Null(
            StragglerRule.Patience(Model with { LoadSeconds = double.MaxValue }, [Took(1), Took(1)], 3, Options)
        );
    }

    private static StepResult Took(int seconds) =>
        new()
        {
            Step = "member-1",
            Model = "m",
            Text = "An answer.",
            StartedAt = DateTimeOffset.UnixEpoch,
            FinishedAt = DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        };

    private static StepResult Failed(int seconds) => Took(seconds) with { Cause = "all_busy", Text = "" };
}
