namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>Ends a call; Grpc/FailureMapping.cs says how the caller hears of it.</summary>
internal sealed class CallFailedException(CallFailure failure, string message) : Exception(message)
{
    public CallFailure Failure { get; } = failure;
}
