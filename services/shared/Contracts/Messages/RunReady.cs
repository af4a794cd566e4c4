namespace Orchestrator.Contracts.Messages;

/// <summary>A run that waits for a worker. Carries the id only: the run's row is the truth.</summary>
public sealed record RunReady(string RunId);
