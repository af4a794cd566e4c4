namespace Orchestrator.AppHost;

/// <summary>What the workers are to own: a name and where it listens.</summary>
/// <param name="Endpoint">Of a simulated host; null when it is the machine's own Ollama.</param>
internal sealed record Replica(string Name, ReferenceExpression Url, EndpointReference? Endpoint);
