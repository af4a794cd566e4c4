using Orchestrator.EnsembleWorker.Orders;

namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>Replicas that were added at run time, as the profilers' orders name them.</summary>
internal sealed class OrderedReplicaSource(LatestOrders orders) : IReplicaSource
{
    public int Rank => 2;

    public IReadOnlyList<ReplicaConfig> Replicas => orders.Current.Replicas;

    public Task Changed => orders.Changed;
}
