using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>
/// Who may run on a replica and who waits, and which model is loaded when. Pure: <c>(state, event, now) → (state, actions)</c>.
/// Each arrival ends in exactly one Admit, one Refuse, or in the caller's own Cancel.
/// </summary>
internal static class AdmissionRule
{
    public static AdmissionStep Step(AdmissionState state, AdmissionEvent happened, DateTimeOffset now)
    {
        var actions = ImmutableArray.CreateBuilder<AdmissionAction>();
        // A caller that left is not refused on top of it, however late it is.
        state = happened is AdmissionEvent.Cancel cancel ? Leave(state, cancel.Id) : state;
        state = EarlyRefusal.Expired(state, now, actions);
        state = Apply(state, happened, now, actions);
        state = AdmitWaiting(state, now, actions);
        state = happened is AdmissionEvent.Arrive ? RefuseOverflow(state, now, actions) : state;
        state = SwapRule.Step(state, now, actions);
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
            AdmissionEvent.Finish finish => Finish(state, finish, now),
            AdmissionEvent.Looked look => Look(state, look, now),
            AdmissionEvent.LoadBegan began => SwapRule.Began(state, began.Model, now),
            AdmissionEvent.LoadEnded ended => SwapRule.End(state, ended, now, actions),
            AdmissionEvent.Drain => Drain(state, actions),
            AdmissionEvent.Resume => state with { IsDraining = false },
            AdmissionEvent.ChangeSlots change => state with { Limits = state.Limits.With(change.Slots) },
            AdmissionEvent.ChangeModelSlots change => state with
            {
                ModelSlots = change.Slots is { } slots
                    ? state.ModelSlots.SetItem(change.Model, Math.Max(1, slots))
                    : state.ModelSlots.Remove(change.Model),
            },
            AdmissionEvent.ChangeLimits change => state with
            {
                Limits = state.Limits.With(change.Slots, change.QueueLimit),
            },
            _ => state,
        };

    private static AdmissionState Look(AdmissionState state, AdmissionEvent.Looked look, DateTimeOffset now)
    {
        var leaving = state.Loads.Aggregate(Swap.NoModels, (all, load) => all.Union(load.Yielding).Add(load.Model));
        return state with
        {
            Memory = state.Memory.Look(look.Resident, look.CapacityBytes, leaving, now),
            Plan = look.Plan,
        };
    }

    private static AdmissionState Finish(AdmissionState state, AdmissionEvent.Finish finish, DateTimeOffset now)
    {
        if (!state.Running.TryGetValue(finish.Id, out var call))
        {
            return state;
        }

        var (wish, used) = (call.Wish, finish.Used);
        return state with
        {
            Running = state.Running.Remove(finish.Id),
            Probe = state.Probe == finish.Id ? null : state.Probe,
            Memory = state.Memory.Use(wish.Model, now),
            Shares = used is null
                ? state.Shares
                : state.Shares.Charge(
                    wish.Tenant,
                    used.Prompt - (long)wish.PromptTokens,
                    used.Output - (long)wish.OutputTokens,
                    state.WeightOf(wish.Tenant)
                ),
        };
    }

    private static AdmissionState Leave(AdmissionState state, long id) =>
        state.Waiting.Find(call => call.Id == id) is { } left ? state.WithoutWaiting(left) : state;

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

        state = ProbeRule.End(state, actions);
        if (EarlyRefusal.Of(state, arrival, now) is { } refusal)
        {
            actions.Add(refusal);
            return state;
        }

        return state with
        {
            Waiting = state.Waiting.Add(new WaitingCall(arrival.Id, arrival.Wish, now)),
            Shares = state.Shares.Join(arrival.Wish.Tenant),
        };
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
        if (state.Queued <= state.Limits.QueueLimit)
        {
            return state;
        }

        var last = QueueOrder.Last(state, now);
        var retryAfter = EarlyRefusal.WaitFor(state, last.Wish, now);
        actions.Add(new AdmissionAction.Refuse(last.Id, RefusalReason.QueueFull, retryAfter));
        return state.WithoutWaiting(last);
    }

    private static AdmissionState Drain(AdmissionState state, ImmutableArray<AdmissionAction>.Builder actions)
    {
        foreach (var call in state.Waiting)
        {
            actions.Add(new AdmissionAction.Refuse(call.Id, RefusalReason.Draining));
        }

        state = state.Waiting.Aggregate(state, (left, call) => left.WithoutWaiting(call));
        // Whoever owns the replica meanwhile may change what is in its memory.
        return ProbeRule.End(state, actions) with { IsDraining = true, Memory = state.Memory with { IsSeen = false } };
    }

    private static AdmissionState AdmitWaiting(
        AdmissionState state,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        while (Next(state, now) is { } next)
        {
            actions.Add(Admit(state, next));
            var wish = next.Wish;
            state = state.WithoutWaiting(next);
            state = state with
            {
                Running = state.Running.Add(next.Id, new RunningCall(wish, now)),
                Memory = state.Memory.Use(wish.Model, now),
                Shares = state.Shares.Charge(
                    wish.Tenant,
                    wish.PromptTokens,
                    wish.OutputTokens,
                    state.WeightOf(wish.Tenant)
                ),
            };
        }

        return state;
    }

    // One that may not run is passed by: it would only wait inside the replica instead, in the place of one that may.
    private static WaitingCall? Next(AdmissionState state, DateTimeOffset now) =>
        state.Waiting.IsEmpty || state.Running.Count >= state.Limits.Slots
            ? null
            : QueueOrder.First(state, state.Waiting.Where(call => state.MayRun(call.Wish)), now);

    private static AdmissionAction.Admit Admit(AdmissionState state, WaitingCall call) =>
        new(call.Id)
        {
            IsResident = state.Memory.IsSeen && call.Model.Length > 0,
            LoadTook =
                state.Memory.Resident.TryGetValue(call.Model, out var model) && call.Since < model.Since
                    ? model.LoadTook
                    : null,
        };
}
