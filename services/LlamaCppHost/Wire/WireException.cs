namespace Orchestrator.LlamaCppHost.Wire;

/// <summary>Ends a request with an error. Only before the answer has begun does it reach the caller as a status.</summary>
internal sealed class WireException(WireError error) : Exception(error.Message)
{
    public WireError Error { get; } = error;
}
