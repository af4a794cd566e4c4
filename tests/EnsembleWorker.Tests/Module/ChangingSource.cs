using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>A source that names what the test says.</summary>
internal sealed class ChangingSource : IReplicaSource
{
    private readonly SourceList _list = new([]);

    public int Rank => 9;

    public IReadOnlyList<ReplicaConfig> Replicas => _list.Replicas;

    public Task Changed => _list.Changed;

    public void Name(params ReplicaConfig[] replicas) => _list.Replace(replicas);
}
