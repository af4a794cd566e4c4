using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>A call that holds a slot of its replica. Disposing it frees the slot.</summary>
internal sealed record Entry(FleetReplica Replica, Slot Slot, TimeSpan Wait) : IDisposable
{
    /// <summary>Of a probe: cancelled when it has to make way at once.</summary>
    public CancellationToken Preempted { get; init; }

    /// <summary>Its queue has seen the model in memory, large enough for the call.</summary>
    public bool IsResident { get; init; }

    /// <summary>How long the load took that the call has waited for in the queue; null when there was none.</summary>
    public TimeSpan? Load { get; init; }

    public void Dispose() => Slot.Dispose();
}
