namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>Why this worker itself refuses or gives up a call; what a replica says is an InferenceException.</summary>
internal enum CallFailure
{
    InvalidRequest,
    UnknownReplica,
    NotOwner,
    OldEpoch,
    QueueFull,
    WaitTooLong,
    Draining,
    LoadTimedOut,
    Stopping,
}
