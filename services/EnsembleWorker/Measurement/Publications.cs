using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>Numbers what is published, over all replicas, and wakes the watchers.</summary>
internal sealed class Publications(ChangeSignal changes)
{
    private long _revision;

    public long NextRevision() => Interlocked.Increment(ref _revision);

    public void Tell() => changes.Raise();
}
