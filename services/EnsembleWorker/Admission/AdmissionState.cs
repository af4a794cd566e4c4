using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>Who goes first when no slot is free; the smaller value goes first.</summary>
internal enum AdmissionPriority
{
    Interactive = 0,
    Batch = 1,
    Probe = 2,
}

/// <summary>Why a call gets no slot.</summary>
internal enum RefusalReason
{
    QueueFull,
    WaitTooLong,
    Draining,
}

/// <summary>The limits of one replica's admission.</summary>
/// <param name="Slots">Calls that may run at once.</param>
/// <param name="QueueLimit">Calls that may wait.</param>
/// <param name="WaitLimit">How long a call may wait before it is refused.</param>
/// <param name="AgingPeriod">A waiting call rises by one priority for each such period, so that nothing starves.</param>
internal sealed record AdmissionLimits(int Slots, int QueueLimit, TimeSpan WaitLimit, TimeSpan AgingPeriod);

/// <summary>A call in the queue; the queue is kept in order of arrival.</summary>
internal sealed record WaitingCall(long Id, AdmissionPriority Priority, DateTimeOffset Since);

/// <summary>Everything that the rule knows about one replica. Immutable: a step makes a new one.</summary>
internal sealed record AdmissionState(
    AdmissionLimits Limits,
    bool IsDraining,
    ImmutableHashSet<long> Running,
    ImmutableList<WaitingCall> Waiting
)
{
    public static AdmissionState Empty(AdmissionLimits limits) => new(limits, IsDraining: false, [], []);

    /// <summary>When the longest waiting call has to be refused; null while none waits.</summary>
    public DateTimeOffset? NextExpiry => Waiting.IsEmpty ? null : Waiting[0].Since + Limits.WaitLimit;

    public bool Knows(long id) => Running.Contains(id) || Waiting.Exists(call => call.Id == id);
}
