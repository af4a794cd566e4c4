using System.Runtime.ExceptionServices;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>The way to a replica: its lease is held under the caller's epoch, and a slot is free.</summary>
internal sealed class ReplicaGate(ReplicaFleet fleet, HeldLeases held, WorkerMetrics metrics)
{
    /// <exception cref="CallFailedException">There is no such replica, not here, or no slot in time.</exception>
    public async Task<Entry> EnterAsync(CallTarget target, CallWish wish, CancellationToken cancellationToken)
    {
        var replica = FindOwned(target.Replica, target.Epoch);
        var outcome = await replica.Admission.AcquireAsync(wish, cancellationToken);
        return Enter(replica, target, outcome);
    }

    /// <summary>The whole replica for a measurement, at once or not at all.</summary>
    /// <exception cref="CallFailedException">There is no such replica, not here, or it has something to do.</exception>
    public async Task<Entry> ProbeAsync(CallTarget target)
    {
        var replica = FindOwned(target.Replica, target.Epoch);
        return Enter(replica, target, await replica.Admission.ProbeAsync());
    }

    /// <summary>The replica, when this worker owns it under that epoch.</summary>
    public FleetReplica FindOwned(string name, long epoch)
    {
        var replica =
            fleet.Find(name)
            ?? throw new CallFailedException(CallFailure.UnknownReplica, $"This worker has no replica '{name}'.");
        return held.Check(name, epoch) switch
        {
            LeaseCheck.Held => replica,
            LeaseCheck.OldEpoch => throw new CallFailedException(
                CallFailure.OldEpoch,
                $"Epoch {epoch} of replica '{name}' is not the current one."
            ),
            _ => throw new CallFailedException(CallFailure.NotOwner, $"This worker does not own replica '{name}'."),
        };
    }

    private Entry Enter(FleetReplica replica, CallTarget target, AdmissionOutcome outcome)
    {
        switch (outcome)
        {
            case AdmissionOutcome.Admitted admitted:
                metrics.Waited(replica.Name, target.Priority, admitted.Wait);
                return EnterUnderLease(replica, target.Epoch, admitted);
            case AdmissionOutcome.Refused refused:
                metrics.Refused(replica.Name, refused.Reason);
                throw Refusal(replica.Name, refused);
            default:
                throw new InvalidOperationException("An admission ends in a slot or a refusal.");
        }
    }

    // The lease may have run out while the call waited.
    private Entry EnterUnderLease(FleetReplica replica, long epoch, AdmissionOutcome.Admitted admitted)
    {
        try
        {
            FindOwned(replica.Name, epoch);
            return new Entry(replica, admitted.Slot, admitted.Wait) 
            {
                Preempted = admitted.Preempted,
                IsResident = admitted.IsResident,
                Load = admitted.Load,
            };
        }
        catch (CallFailedException)
        {
            admitted.Slot.Dispose();
            throw;
        }
    }

    private static CallFailedException Refusal(string replica, AdmissionOutcome.Refused refused)
    {
        if (refused.Failure is { } failure)
        {
            // What the load met, as if each of those who waited had loaded the model itself.
            ExceptionDispatchInfo.Throw(failure);
        }

        var (cause, message) = refused.Reason switch
        {
            RefusalReason.QueueFull => (CallFailure.QueueFull, $"The queue of replica '{replica}' is full."),
            RefusalReason.WaitTooLong => (
                CallFailure.WaitTooLong,
                $"Replica '{replica}' had no free slot within the limit."
            ),
            RefusalReason.Deadline => (CallFailure.Deadline, $"Replica '{replica}' could not answer in time."),
            RefusalReason.Busy => (CallFailure.Busy, $"Replica '{replica}' has something else to do."),
            RefusalReason.LoadFailed => (CallFailure.LoadTimedOut, $"Replica '{replica}' could not load the model."),
            _ => (CallFailure.Draining, $"Replica '{replica}' takes no new work."),
        };
        return new CallFailedException(cause, message) { RetryAfter = refused.RetryAfter };
    }
}
