namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>Names replicas that this worker may reach. The list may change while the process lives.</summary>
internal interface IReplicaSource
{
    /// <summary>Of two sources that give one name to different replicas, the one with the smaller rank counts.</summary>
    int Rank { get; }

    /// <summary>All replicas of this source now. Never changed: a change is another list.</summary>
    IReadOnlyList<ReplicaConfig> Replicas { get; }

    /// <summary>Ends with the next change. Take it before <see cref="Replicas"/> is read, so that no change is missed.</summary>
    Task Changed { get; }
}
