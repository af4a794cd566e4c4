namespace Orchestrator.Inference;

/// <summary>A call to a replica failed. A caller's own cancellation is an OperationCanceledException instead.</summary>
public sealed class InferenceException(InferenceError error, Exception? innerException = null)
    : Exception($"{error.Cause} at {error.Stage}: {error.Message}", innerException)
{
    public InferenceError Error { get; } = error;
}
