namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>
/// The part of <see cref="AdmissionRule"/> about order: by priority, which rises with time; within one, the tenant that has
/// got least; within a tenant the earliest deadline; then who came first.
/// </summary>
internal static class QueueOrder
{
    public static long RankOf(AdmissionState state, WaitingCall call, DateTimeOffset now)
    {
        var risen = (now - call.Since).Ticks / state.Limits.AgingPeriod.Ticks;
        return Math.Max(0, (long)call.Wish.Priority - risen);
    }

    /// <summary>Of those that may go, the one whose turn it is; null when there is none.</summary>
    public static WaitingCall? First(AdmissionState state, IEnumerable<WaitingCall> calls, DateTimeOffset now) =>
        // Takes the first of equals, and the queue is in order of arrival.
        calls.MinBy(call => Key(state, call, now));

    /// <summary>The one that would go last.</summary>
    public static WaitingCall Last(AdmissionState state, DateTimeOffset now)
    {
        var last = state.Waiting[0];
        foreach (var call in state.Waiting)
        {
            last = Key(state, call, now).CompareTo(Key(state, last, now)) >= 0 ? call : last;
        }

        return last;
    }

    private static (long Rank, double Served, DateTimeOffset Deadline) Key(
        AdmissionState state,
        WaitingCall call,
        DateTimeOffset now
    ) =>
        (
            RankOf(state, call, now),
            state.Shares.Of(call.Wish.Tenant),
            call.Wish.Deadline ?? DateTimeOffset.MaxValue
        );
}
