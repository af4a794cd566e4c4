namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>A replica that this worker may own.</summary>
/// <param name="IsStandby">Another worker should own it.</param>
internal readonly record struct LeaseWish(string Replica, bool IsStandby);
