namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>A worker as leases know it.</summary>
internal sealed record Owner(string Worker, string Address);
