using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>A call that holds a slot of its replica. Disposing it frees the slot.</summary>
internal sealed record Entry(FleetReplica Replica, Slot Slot, TimeSpan Wait) : IDisposable
{
    /// <summary>Of a probe: cancelled when it has to make way at once.</summary>
    public CancellationToken Preempted { get; init; }

    public void Dispose() => Slot.Dispose();
}
