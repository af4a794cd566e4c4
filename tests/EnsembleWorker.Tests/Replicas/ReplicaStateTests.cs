using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Tests.Replicas;

public sealed class ReplicaStateTests
{
    private static readonly DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static ReplicaState Healthy() => ReplicaState.AfterGoodLook(new Inventory("1", [], "f"), _now);

    [Fact]
    public void One_failed_look_proves_little_and_two_in_a_row_do()
    {
        var once = Healthy().AfterFailedLook(failuresUntilUnreachable: 2);
        Assert.Equal(ReplicaHealth.Healthy, once.Health);
        Assert.Equal(ReplicaHealth.Unreachable, once.AfterFailedLook(2).Health);
    }

    [Fact]
    public void A_good_look_brings_a_replica_back_and_failures_count_from_zero_again()
    {
        var lost = Healthy().AfterFailedLook(2).AfterFailedLook(2);
        var back = ReplicaState.AfterGoodLook(lost.Inventory, _now);

        Assert.Equal((ReplicaHealth.Healthy, 0), (back.Health, back.FailuresInARow));
        Assert.Equal(ReplicaHealth.Healthy, back.AfterFailedLook(2).Health);
    }

    [Fact]
    public void A_replica_that_never_answered_is_unreachable_at_the_first_failure() =>
        Assert.Equal(ReplicaHealth.Unreachable, ReplicaState.Unknown.AfterFailedLook(5).Health);

    [Fact]
    public void An_unreachable_replica_keeps_the_inventory_it_had() =>
        Assert.Equal("f", Healthy().AfterFailedLook(1).Inventory.Fingerprint);
}
