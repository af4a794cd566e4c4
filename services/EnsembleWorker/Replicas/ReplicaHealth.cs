namespace Orchestrator.EnsembleWorker.Replicas;

internal enum ReplicaHealth
{
    /// <summary>Not looked at yet.</summary>
    Unknown,
    Healthy,

    /// <summary>Serves, but worse than it should: for the last choice.</summary>
    Degraded,

    /// <summary>Says that it has too much to do. Load, not a fault.</summary>
    Busy,

    /// <summary>Takes no new work, because somebody asked for that.</summary>
    Draining,
    Unreachable,
}
