namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>A lease as the database has it.</summary>
internal sealed record Lease(Owner Owner, long Epoch, DateTimeOffset ExpiresAt);
