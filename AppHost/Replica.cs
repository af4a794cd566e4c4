namespace Orchestrator.AppHost;

/// <summary>What the workers are to own: a name and where it listens.</summary>
/// <param name="Endpoint">Of a simulated host; null when it is the machine's own Ollama.</param>
internal sealed record Replica(string Name, ReferenceExpression Url, EndpointReference? Endpoint)
{
    /// <summary>Memory of its GPU; 0 while unknown, and then its models are not planned.</summary>
    public long VramBytes { get; init; }
}
