using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>A call that holds a slot of its replica. Disposing it frees the slot.</summary>
internal sealed record Entry(FleetReplica Replica, Slot Slot, TimeSpan Wait) : IDisposable
{
    public void Dispose() => Slot.Dispose();
}
