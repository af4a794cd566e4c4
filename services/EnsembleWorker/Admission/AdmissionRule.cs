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
        state = happened is AdmissionEvent.Arrive ? RefuseOverflow(state, now, actions) : state;
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
            AdmissionEvent.Probe probe => ProbeRule.Start(state, probe.Id, now, actions),
            AdmissionEvent.Finish finish => Finish(state, finish.Id),
            AdmissionEvent.Drain => Drain(state, actions),
            AdmissionEvent.Resume => state with { IsDraining = false },
            AdmissionEvent.LoadBegan began => state with
            {
                Loads = state.Loads.Add(new LoadUnderWay(began.Model, now)),
            },
            AdmissionEvent.LoadEnded ended => state with
            {
                Loads = state.Loads.RemoveAll(load => load.Model == ended.Model),
            },
            AdmissionEvent.ChangeSlots change => state with
            {
                Limits = state.Limits with { Slots = Math.Max(0, change.Slots) },
            },
            AdmissionEvent.ChangeModelSlots change => state with
            {
                ModelSlots = change.Slots is { } slots
                    ? state.ModelSlots.SetItem(change.Model, Math.Max(1, slots))
                    : state.ModelSlots.Remove(change.Model),
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

    private static AdmissionState Finish(AdmissionState state, long id) =>
        state with
        {
            Running = state.Running.Remove(id),
            Probe = state.Probe == id ? null : state.Probe,
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
        CheckIsNew(state, arrival.Id);
        if (state.IsDraining)
        {
            actions.Add(new AdmissionAction.Refuse(arrival.Id, RefusalReason.Draining));
            return state;
        }

        var call = new WaitingCall(arrival.Id, arrival.Wish, now);
        return ProbeRule.End(state, actions) with { Waiting = state.Waiting.Add(call) };
    }

    internal static void CheckIsNew(AdmissionState state, long id)
    {
        if (state.Knows(id))
        {
            throw new ArgumentException($"The id {id} is in use.", nameof(id));
        }
    }

    // A full queue of probes must not keep a person out: the call that would go last leaves, be it the new one or not.
    // After the free slots were given out, so that a queue of length 0 still lets calls through.
    private static AdmissionState RefuseOverflow(
        AdmissionState state,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        if (state.Waiting.Count <= state.Limits.QueueLimit)
        {
            return state;
        }

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
        return ProbeRule.End(state, actions) with { IsDraining = true, Waiting = [] };
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
        while (Next(state, now) is { } next)
        {
            actions.Add(new AdmissionAction.Admit(next.Id));
            state = state with
            {
                Running = state.Running.Add(next.Id, new RunningCall(next.Wish, now)),
                Waiting = state.Waiting.Remove(next),
            };
        }

        return state;
    }

    // One whose model has no free slot is passed by: it would only wait inside the replica instead. MinBy takes the first
    // of equals, which is the one that came first.
    private static WaitingCall? Next(AdmissionState state, DateTimeOffset now) =>
        state.Waiting.IsEmpty || state.Running.Count >= state.Limits.Slots
            ? null
            : state.Waiting.Where(call => state.HasSlot(call.Model)).MinBy(call => Rank(state, call, now));

    private static long Rank(AdmissionState state, WaitingCall call, DateTimeOffset now)
    {
        var risen = (now - call.Since).Ticks / state.Limits.AgingPeriod.Ticks;
        return Math.Max(0, (long)call.Wish.Priority - risen);
    }
}
