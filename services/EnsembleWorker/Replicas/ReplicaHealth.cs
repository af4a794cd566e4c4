namespace Orchestrator.EnsembleWorker.Replicas;

internal enum ReplicaHealth
{
    /// <summary>Not looked at yet.</summary>
    Unknown,
    Healthy,
    Unreachable,
}
