namespace Orchestrator.EnsembleWorker.Ownership;

internal enum LeaseCheck
{
    Held,
    OldEpoch,
    NotOwner,
}
