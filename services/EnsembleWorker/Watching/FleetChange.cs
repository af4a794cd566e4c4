namespace Orchestrator.EnsembleWorker.Watching;

/// <summary>What a watcher has not been told yet.</summary>
internal sealed record FleetChange(IReadOnlyList<ReplicaView> Replicas, IReadOnlyList<string> Removed)
{
    public bool IsEmpty => Replicas.Count == 0 && Removed.Count == 0;

    /// <summary>As much of it as fits into one message; at least one replica.</summary>
    /// <param name="maxModels">Models of all its replicas together.</param>
    public FleetChange Part(int maxModels)
    {
        var count = 0;
        var models = 0;
        while (count < Replicas.Count && (count == 0 || models + Replicas[count].Inventory.Models.Length <= maxModels))
        {
            models += Replicas[count++].Inventory.Models.Length;
        }

        return count == Replicas.Count ? this : this with { Replicas = [.. Replicas.Take(count)] };
    }

    /// <summary>What the watcher knows once it was told this.</summary>
    public IReadOnlyList<ReplicaView> After(IReadOnlyList<ReplicaView> told)
    {
        var gone = Removed.Concat(Replicas.Select(view => view.Name)).ToHashSet(StringComparer.Ordinal);
        return [.. told.Where(view => !gone.Contains(view.Name)), .. Replicas];
    }

    public static FleetChange Between(IReadOnlyList<ReplicaView> told, IReadOnlyList<ReplicaView> current) =>
        new(
            [.. current.Except(told)],
            [.. told.Select(view => view.Name).Except(current.Select(view => view.Name), StringComparer.Ordinal)]
        );
}
