using Orchestrator.EnsembleWorker.Ownership;

namespace Orchestrator.EnsembleWorker.Tests.Ownership;

public sealed class LeaseRoundTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void By_default_a_dead_workers_replicas_are_taken_over_within_15_seconds()
    {
        var leases = new LeaseOptions();

        Assert.True(leases.Duration + leases.ClockSkew + leases.StandbyWait < TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData(null, 3000)]
    [InlineData(10_000, 3000)]
    [InlineData(1200, 1200)]
    [InlineData(20, 100)]
    [InlineData(-5000, 100)]
    public void The_next_round_comes_when_a_foreign_lease_may_be_free_and_never_later_than_the_interval(
        int? freeAfterMs,
        int waitMs
    )
    {
        DateTimeOffset? freeAt = freeAfterMs is { } ms ? Now + TimeSpan.FromMilliseconds(ms) : null;

        var wait = new LeaseRound(IsChanged: false, freeAt).Wait(Now, Interval, Least);

        Assert.Equal(TimeSpan.FromMilliseconds(waitMs), wait);
    }
}
