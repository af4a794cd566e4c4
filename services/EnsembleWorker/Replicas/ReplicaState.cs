namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What looks at a replica have shown. Immutable: each look makes a new one. Failed looks leave it as it is.</summary>
internal sealed record ReplicaState(Inventory Inventory, LoadedModels Loaded, DateTimeOffset ObservedAt)
{
    public static readonly ReplicaState Unknown = new(Inventory.None, LoadedModels.None, DateTimeOffset.UnixEpoch);
}
