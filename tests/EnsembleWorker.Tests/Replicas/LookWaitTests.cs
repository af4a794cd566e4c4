using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Tests.Replicas;

public sealed class LookWaitTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly HealthEvent Good = new HealthEvent.LookGood();
    private static readonly HealthEvent Failed = new HealthEvent.LookFailed(new(HealthCodes.Timeout, "late"));

    private readonly HealthOptions _options = new();

    private TimeSpan After(double spread, params HealthEvent[] looks)
    {
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var state = looks.Aggregate(HealthState.New, (current, look) => HealthRule.Step(current, look, now, _options));
        return LookWait.After(state, Interval, _options, spread);
    }

    [Fact]
    public void A_replica_that_is_well_is_looked_at_every_interval() => Assert.Equal(Interval, After(0.5, Good));

    [Fact]
    public void What_would_change_the_judgement_is_confirmed_soon()
    {
        Assert.Equal(_options.ConfirmWait, After(0.5, Good, Failed));
        Assert.Equal(_options.ConfirmWait, After(0.5, Good, Failed, Failed, Good));
    }

    [Fact]
    public void A_dead_replica_is_looked_at_ever_more_seldom_but_within_a_few_seconds()
    {
        var waits = Enumerable.Range(2, 20).Select(n => After(1, [Good, .. Enumerable.Repeat(Failed, n)])).ToList();

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(_options.UnreachableWaitMax, waits[^1]);
    }

    [Fact]
    public void Dead_replicas_are_not_looked_at_in_step() =>
        Assert.NotEqual(After(0.1, Failed, Failed, Failed), After(0.9, Failed, Failed, Failed));

    [Fact]
    public void Lines_above_the_budget_are_counted_and_told_when_there_is_room_again()
    {
        var budget = new LineBudget(2);
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal([0, 0, null, null], Enumerable.Range(0, 4).Select(_ => budget.Take(now)));
        Assert.Equal(2, budget.Take(now + TimeSpan.FromMinutes(1)));
    }
}
