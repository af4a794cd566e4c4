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

/// <summary>Ends a call; Grpc/FailureMapping.cs says how the caller hears of it.</summary>
internal sealed class CallFailedException(CallFailure failure, string message) : Exception(message)
{
    public CallFailure Failure { get; } = failure;
}
