using Orchestrator.LlamaCppHost.Loading;

namespace Orchestrator.LlamaCppHost.Tests.Loading;

public sealed class PoolRuleTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_goes_while_there_is_room() => Assert.Null(PoolRule.Victim([Idle(5)], max: 2));

    [Fact]
    public void The_same_model_with_other_weights_goes_first_even_when_there_is_room() =>
        Assert.Equal(1, PoolRule.Victim([Idle(1), Busy(9) with { IsWanted = true }], max: 5));

    [Fact]
    public void Of_the_idle_ones_the_one_with_the_least_time_left_goes() =>
        Assert.Equal(2, PoolRule.Victim([Busy(1), Idle(9), Idle(3)], max: 3));

    [Fact]
    public void A_busy_one_goes_only_when_all_are_busy_and_then_one_that_goes_anyway() =>
        Assert.Equal(1, PoolRule.Victim([Busy(1), Busy(9) with { IsClosing = true }], max: 2));

    [Fact]
    public void A_model_is_over_when_nobody_uses_it_and_its_time_is_up_or_it_was_sent_away()
    {
        Assert.True(PoolRule.IsOver(Idle(0), _now));
        Assert.False(PoolRule.IsOver(Idle(1), _now));
        Assert.True(PoolRule.IsOver(Idle(9) with { IsClosing = true }, _now));
        Assert.False(PoolRule.IsOver(Busy(-9) with { IsClosing = true }, _now));
    }

    [Fact]
    public void The_next_look_is_when_the_first_idle_one_is_over()
    {
        Assert.Null(PoolRule.NextEnd([Busy(1)], _now));
        Assert.Equal(TimeSpan.FromMinutes(2), PoolRule.NextEnd([Busy(1), Idle(5), Idle(2)], _now));
        Assert.Equal(TimeSpan.Zero, PoolRule.NextEnd([Idle(-3)], _now));
    }

    private static PoolView Idle(int minutes) => new(0, _now.AddMinutes(minutes), IsClosing: false, IsWanted: false);

    private static PoolView Busy(int minutes) => Idle(minutes) with { Users = 1 };
}
