using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Watching;

/// <summary>A replica as watchers see it. Two views are equal when there is nothing new to tell.</summary>
internal sealed record ReplicaView(string Name, long Epoch)
{
    public ReplicaHealth Health { get; init; }

    public bool IsDraining { get; init; }

    public int InFlight { get; init; }

    public int Queued { get; init; }

    public int Slots { get; init; }

    public int QueueLimit { get; init; }

    /// <summary>Compared by reference; see <see cref="Inventory"/>.</summary>
    public Inventory Inventory { get; init; } = Inventory.None;
}

/// <summary>What a watcher has not been told yet.</summary>
internal sealed record FleetChange(IReadOnlyList<ReplicaView> Replicas, IReadOnlyList<string> Removed)
{
    public bool IsEmpty => Replicas.Count == 0 && Removed.Count == 0;

    public static FleetChange Between(IReadOnlyList<ReplicaView> told, IReadOnlyList<ReplicaView> current) =>
        new(
            [.. current.Except(told)],
            [.. told.Select(view => view.Name).Except(current.Select(view => view.Name), StringComparer.Ordinal)]
        );
}
