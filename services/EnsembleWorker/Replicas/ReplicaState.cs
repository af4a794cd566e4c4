namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What is known of a replica. Immutable: each look makes a new one.</summary>
internal sealed record ReplicaState(
    ReplicaHealth Health,
    int FailuresInARow,
    Inventory Inventory,
    DateTimeOffset ObservedAt
)
{
    public static readonly ReplicaState Unknown = new(
        ReplicaHealth.Unknown,
        0,
        Inventory.None,
        DateTimeOffset.UnixEpoch
    );

    public static ReplicaState AfterGoodLook(Inventory inventory, DateTimeOffset now) =>
        new(ReplicaHealth.Healthy, 0, inventory, now);

    /// <summary>
    /// One failed look proves little, several in a row do; a replica that never answered is not given the benefit
    /// of the doubt. The inventory stays: it is what the replica will most likely come back with.
    /// </summary>
    public ReplicaState AfterFailedLook(int failuresUntilUnreachable)
    {
        var failures = FailuresInARow + 1;
        var isGone = Health != ReplicaHealth.Healthy || failures >= failuresUntilUnreachable;
        return this with { FailuresInARow = failures, Health = isGone ? ReplicaHealth.Unreachable : Health };
    }
}
