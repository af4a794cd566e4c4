namespace Orchestrator.EnsembleWorker.Ownership;

/// <param name="Epoch">What work for the replica has to carry.</param>
/// <param name="ExpiresAt">Until when the replica may be served, whatever happens to the database.</param>
internal sealed record HeldLease(long Epoch, DateTimeOffset ExpiresAt);
