using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>
/// Who may run on a replica and who waits. Pure: <c>(state, event, now) → (state, actions)</c>. Each arrival ends in
/// exactly one Admit, one Refuse, or in the caller's own Cancel.
/// </summary>
internal static class AdmissionRule
{
    public static AdmissionStep Step(AdmissionState state, AdmissionEvent happened, DateTimeOffset now)
    {
        var actions = ImmutableArray.CreateBuilder<AdmissionAction>();
        // A caller that left is not refused on top of it, however late it is.
        state = happened is AdmissionEvent.Cancel cancel ? Leave(state, cancel.Id) : state;
        state = RefuseExpired(state, now, actions);
        state = Apply(state, happened, now, actions);
        state = AdmitWaiting(state, now, actions);
        return new AdmissionStep(state, actions.DrainToImmutable());
    }

    private static AdmissionState Apply(
        AdmissionState state,
        AdmissionEvent happened,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    ) =>
        happened switch
        {
            AdmissionEvent.Arrive arrival => Arrive(state, arrival, now, actions),
            AdmissionEvent.Finish finish => state with { Running = state.Running.Remove(finish.Id) },
            AdmissionEvent.Drain => Drain(state, actions),
            AdmissionEvent.Resume => state with { IsDraining = false },
            AdmissionEvent.ChangeSlots change => state with
            {
                Limits = state.Limits with { Slots = Math.Max(0, change.Slots) },
            },
            AdmissionEvent.ChangeLimits change => state with
            {
                Limits = state.Limits with
                {
                    Slots = Math.Max(0, change.Slots),
                    QueueLimit = Math.Max(0, change.QueueLimit),
                },
            },
            _ => state,
        };

    private static AdmissionState Leave(AdmissionState state, long id) =>
        state with
        {
            Waiting = state.Waiting.RemoveAll(call => call.Id == id),
        };

    private static AdmissionState Arrive(
        AdmissionState state,
        AdmissionEvent.Arrive arrival,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        if (state.Knows(arrival.Id))
        {
            throw new ArgumentException($"The id {arrival.Id} is in use.", nameof(arrival));
        }

        if (state.IsDraining)
        {
            actions.Add(new AdmissionAction.Refuse(arrival.Id, RefusalReason.Draining));
            return state;
        }

        var queue = state.Waiting.Add(new WaitingCall(arrival.Id, arrival.Priority, now));
        state = state with { Waiting = queue };
        return HasRoom(state) ? state : RefuseLeastUrgent(state, now, actions);
    }

    // A free slot takes one out of the queue in the same step, so that a queue of length 0 still lets calls through.
    private static bool HasRoom(AdmissionState state)
    {
        var free = Math.Max(0, state.Limits.Slots - state.Running.Count);
        return state.Waiting.Count <= state.Limits.QueueLimit + free;
    }

    // A full queue of probes must not keep a person out: the call that would go last leaves, be it the new one or not.
    private static AdmissionState RefuseLeastUrgent(
        AdmissionState state,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        var last = state.Waiting[0];
        foreach (var call in state.Waiting)
        {
            last = Rank(state, call, now) >= Rank(state, last, now) ? call : last;
        }

        actions.Add(new AdmissionAction.Refuse(last.Id, RefusalReason.QueueFull));
        return state with { Waiting = state.Waiting.Remove(last) };
    }

    private static AdmissionState Drain(AdmissionState state, ImmutableArray<AdmissionAction>.Builder actions)
    {
        actions.AddRange(state.Waiting.Select(call => new AdmissionAction.Refuse(call.Id, RefusalReason.Draining)));
        return state with { IsDraining = true, Waiting = [] };
    }

    private static AdmissionState RefuseExpired(
        AdmissionState state,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        while (state.NextExpiry <= now)
        {
            actions.Add(new AdmissionAction.Refuse(state.Waiting[0].Id, RefusalReason.WaitTooLong));
            state = state with { Waiting = state.Waiting.RemoveAt(0) };
        }

        return state;
    }

    private static AdmissionState AdmitWaiting(
        AdmissionState state,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        while (!state.Waiting.IsEmpty && state.Running.Count < state.Limits.Slots)
        {
            // MinBy takes the first of equals, which is the one that came first.
            var next = state.Waiting.MinBy(call => Rank(state, call, now))!; // The queue is not empty.
            actions.Add(new AdmissionAction.Admit(next.Id));
            state = state with { Running = state.Running.Add(next.Id), Waiting = state.Waiting.Remove(next) };
        }

        return state;
    }

    private static long Rank(AdmissionState state, WaitingCall call, DateTimeOffset now)
    {
        var risen = (now - call.Since).Ticks / state.Limits.AgingPeriod.Ticks;
        return Math.Max(0, (long)call.Priority - risen);
    }
}
