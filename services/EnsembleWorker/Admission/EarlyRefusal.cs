using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>
/// The part of <see cref="AdmissionRule"/> about calls that cannot be answered in time: they are told at once, so that they
/// can go elsewhere, and take nobody's time. Only what is certain counts: work whose length is known, at the best
/// speed.
/// </summary>
internal static class EarlyRefusal
{
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);

    /// <returns>Null lets the call in.</returns>
    public static AdmissionAction.Refuse? Of(AdmissionState state, AdmissionEvent.Arrive arrival, DateTimeOffset now)
    {
        var wish = arrival.Wish;
        if (wish.IsHedge && !state.MayRun(wish))
        {
            return new AdmissionAction.Refuse(arrival.Id, RefusalReason.Busy);
        }

        var wait = state.MayRun(wish) ? TimeSpan.Zero : LeastWait(state, wish, now);
        return wish.Deadline - wish.PrefillTime < now + wait
            ? new AdmissionAction.Refuse(arrival.Id, RefusalReason.Deadline, WaitFor(state, wish, now))
            : null;
    }

    /// <summary>Refuses whoever has waited for too long, or whose first token cannot come in time any more.</summary>
    public static AdmissionState Expired(
        AdmissionState state,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        if (state.NextExpiry is not { } next || next > now)
        {
            return state;
        }

        foreach (var call in state.Waiting.Where(call => state.ExpiryOf(call) <= now))
        {
            var isHopeless = call.Wish.Deadline - call.Wish.PrefillTime <= now;
            var reason = isHopeless ? RefusalReason.Deadline : RefusalReason.WaitTooLong;
            actions.Add(new AdmissionAction.Refuse(call.Id, reason, WaitFor(state, call.Wish, now)));
            state = state.WithoutWaiting(call);
        }

        return state;
    }

    /// <summary>When it may be worth while to ask again; null when nothing is known.</summary>
    public static TimeSpan? WaitFor(AdmissionState state, CallWish wish, DateTimeOffset now)
    {
        var wait = LeastWait(state, wish, now);
        return wait <= TimeSpan.Zero ? null
            : wait < _least ? _least
            : wait;
    }

    /// <summary>The least time until a call that came now could have a slot with its model.</summary>
    private static TimeSpan LeastWait(AdmissionState state, CallWish wish, DateTimeOffset now)
    {
        var load = LoadLeft(state, wish, now);
        var slot = SlotWait(state, wish, now);
        return slot > load ? slot : load;
    }

    // Each call that is ahead takes the slot that is free first, as it will be when all goes as fast as it can.
    private static TimeSpan SlotWait(AdmissionState state, CallWish wish, DateTimeOffset now)
    {
        var free = new PriorityQueue<int, TimeSpan>();
        for (var slot = state.Running.Count; slot < state.Limits.Slots; slot++)
        {
            free.Enqueue(slot, TimeSpan.Zero);
        }

        foreach (var call in state.Running.Values)
        {
            var left = call.Since + call.Wish.ServiceTime - now;
            free.Enqueue(0, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        // Nobody else's work is certain to go first: another tenant may have got more.
        var ahead = state.Waiting.Where(call => call.Wish.Tenant == wish.Tenant && IsAhead(call.Wish, wish));
        foreach (var call in ahead)
        {
            if (free.TryDequeue(out var slot, out var at))
            {
                free.Enqueue(slot, at + call.Wish.ServiceTime);
            }
        }

        return free.TryPeek(out _, out var first) ? first : TimeSpan.Zero;
    }

    private static bool IsAhead(CallWish other, CallWish wish) =>
        other.Priority <= wish.Priority
        && (other.Deadline ?? DateTimeOffset.MaxValue) <= (wish.Deadline ?? DateTimeOffset.MaxValue);

    // Only what was measured: a guess must not turn anybody away.
    private static TimeSpan LoadLeft(AdmissionState state, CallWish wish, DateTimeOffset now)
    {
        if (state.Memory.Holds(wish) || !state.Memory.LoadTimes.TryGetValue(wish.Model, out var load))
        {
            return TimeSpan.Zero;
        }

        var begun = state.Loads.Find(one =>
            string.Equals(one.Model, wish.Model, StringComparison.OrdinalIgnoreCase)
        );
        var left = begun is null ? load : begun.Since + load - now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
