namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>Ends a call; Grpc/FailureMapping.cs says how the caller hears of it.</summary>
internal sealed class CallFailedException(CallFailure failure, string message) : Exception(message)
{
    public CallFailure Failure { get; } = failure;

    /// <summary>When it may be worth while to ask again; null when nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
