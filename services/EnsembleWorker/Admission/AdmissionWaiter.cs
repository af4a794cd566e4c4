using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>A caller that waits for its outcome.</summary>
internal sealed record AdmissionWaiter(long Since)
{
    // Continuations run elsewhere: the caller's code must never run inside the queue's lock.
    public TaskCompletionSource<AdmissionOutcome> Outcome { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What is to be done once the queue's lock is left: there is never more than one of each.</summary>
/// <param name="Preempted">The probe that has to end.</param>
/// <param name="IsChanged">The counts are others.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AdmissionAftermath(
    CancellationTokenSource? Preempted,
    AdmissionAction.Load? Load,
    bool IsChanged
);
