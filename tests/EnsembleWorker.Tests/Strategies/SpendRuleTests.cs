using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

public sealed class SpendRuleTests
{
    private static readonly BudgetLeft Left = new(4, 100, 10, TimeSpan.FromSeconds(20));

    private static readonly StepResult Seen = new()
    {
        Step = "s",
        Model = "m",
        PromptTokens = 20,
        OutputTokens = 5,
        GpuSeconds = 2,
        FinishedAt = DateTimeOffset.UnixEpoch.AddSeconds(5),
        StartedAt = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void Further_steps_are_taken_to_cost_what_earlier_ones_did()
    {
        Assert.True(SpendRule.Allows(Left, 4, 4, [Seen]));
        Assert.False(SpendRule.Allows(Left with { Calls = 3 }, 4, 4, [Seen]));
        Assert.False(SpendRule.Allows(Left with { Tokens = 99 }, 4, 4, [Seen]));
        Assert.False(SpendRule.Allows(Left with { GpuSeconds = 7.9 }, 4, 4, [Seen]));
        Assert.False(SpendRule.Allows(Left with { WallTime = TimeSpan.FromSeconds(19) }, 4, 4, [Seen]));
    }

    [Fact]
    public void Steps_at_once_take_the_time_of_one() =>
        Assert.True(SpendRule.Allows(Left with { WallTime = TimeSpan.FromSeconds(5) }, 4, 1, [Seen]));

    [Fact]
    public void Steps_that_failed_or_came_from_the_cache_tell_nothing_about_costs()
    {
        var tight = Left with { Tokens = 1 };

        Assert.False(SpendRule.Allows(tight, 1, 1, [Seen]));
        Assert.True(SpendRule.Allows(tight, 1, 1, [Seen with { Cause = "silent" }, Seen with { IsCached = true }]));
    }

    [Fact]
    public void Nothing_left_allows_nothing()
    {
        Assert.False(SpendRule.Allows(default, 0, 0, []));
        Assert.False(SpendRule.Allows(Left with { Tokens = 0 }, 1, 1, []));
    }
}
