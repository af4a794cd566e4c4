namespace Orchestrator.AppHost;

/// <summary>A replica that the worker is to own.</summary>
internal sealed record Replica(string Name, Uri Address);
