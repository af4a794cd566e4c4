namespace Orchestrator.Gateway.Responses;

/// <summary>The client takes nothing of its answer any more. The connection is closed, there is nobody to tell.</summary>
internal sealed class SlowReaderException : Exception
{
    public SlowReaderException()
        : base("The client took nothing of its answer within the time it is given.") { }

    public SlowReaderException(string message)
        : base(message) { }

    public SlowReaderException(string message, Exception innerException)
        : base(message, innerException) { }
}
