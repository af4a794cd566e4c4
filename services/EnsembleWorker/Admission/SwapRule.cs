using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>
/// The part of <see cref="AdmissionRule"/> about loads. One at a time, as replicas do it anyway. What needs no room is loaded
/// at once, and so is what displaces only models that nobody wants. A model that is in use gives way when those who wait
/// have waited for as long as both loads take (rent or buy), or one of them for too long; then no further call of it is
/// admitted, because steady traffic would otherwise keep it there for ever. Calls that wait for a load hold no slot.
/// </summary>
internal static class SwapRule
{
    public static AdmissionState Step(
        AdmissionState state,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        // Without anybody who waits for it, nothing has to make room.
        state = state.Swap is { } planned && !IsMissed(state, planned.Model) ? state with { Swap = null } : state;
        if (!state.Memory.IsSeen || !state.Loads.IsEmpty)
        {
            return state;
        }

        if (state.Swap is null)
        {
            state = state with { Swap = Choose(state, now), SwapCheckedAt = now };
        }

        return state.Swap is { } swap && !swap.Yielding.Any(state.IsRunning) ? Begin(state, swap, now, actions) : state;
    }

    private static bool IsMissed(AdmissionState state, string model) =>
        state.Waiting.Exists(call => IsSame(call.Model, model) && !state.Memory.Holds(call.Wish));

    private static Swap? Choose(AdmissionState state, DateTimeOffset now)
    {
        foreach (var demand in ColdDemand.Of(state, now))
        {
            var yielding = Yielding(state, demand);
            if (MayBegin(state, demand, yielding, now))
            {
                return new Swap(demand.Model, yielding);
            }
        }

        return null;
    }

    /// <summary>What has to go for it. A model that is there with too small a context gives way to itself.</summary>
    private static ImmutableHashSet<string> Yielding(AdmissionState state, ColdDemand demand)
    {
        var memory = state.Memory;
        var yielding = memory.Resident.ContainsKey(demand.Model) ? Swap.NoModels.Add(demand.Model) : Swap.NoModels;
        var staying = memory
            .Resident.Keys.Except(yielding, StringComparer.OrdinalIgnoreCase)
            // What the plan keeps would only be loaded again; its guests go before it, and what it does not name before them.
            .OrderBy(model => state.Plan?.Find(model) is { IsResident: true })
            .ThenBy(model => state.Plan?.Find(model) is not null)
            .ThenBy(state.CountOf)
            .ThenBy(model => memory.Resident[model].LastUsed)
            .ThenBy(model => model, StringComparer.OrdinalIgnoreCase)
            .ToList();
        while (!memory.Fits(demand.Model, demand.Bytes, staying))
        {
            yielding = yielding.Add(staying[0]);
            staying.RemoveAt(0);
        }

        return yielding;
    }

    private static bool MayBegin(
        AdmissionState state,
        ColdDemand demand,
        ImmutableHashSet<string> yielding,
        DateTimeOffset now
    )
    {
        var limits = state.Limits;
        var wanted = yielding.Where(model => IsWanted(state, model)).ToList();
        if (wanted.Count == 0)
        {
            return true;
        }

        // Also for those who have waited for too long: else all the time would go into loads when there is too much to do.
        if (wanted.Exists(model => now - state.Memory.Resident[model].Since < limits.ResidencyMin))
        {
            return false;
        }

        var load = state.Memory.LoadTimeOf(demand.Model, limits.LoadTimeGuess);
        var price = wanted.Aggregate(load, (sum, model) => sum + state.Memory.LoadTimeOf(model, limits.LoadTimeGuess));
        return demand.Waited >= price || now - demand.Oldest >= limits.SwapWaitMax;
    }

    // Somebody who waits for a larger context of a model does not want what is there.
    private static bool IsWanted(AdmissionState state, string model) =>
        state.IsRunning(model)
        || state.Waiting.Exists(call => IsSame(call.Model, model) && state.Memory.Holds(call.Wish));

    private static AdmissionState Begin(
        AdmissionState state,
        Swap swap,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        var wanted = state.Waiting.Where(call => IsSame(call.Model, swap.Model)).Max(call => call.Wish.ContextToLoad);
        var context = state.Memory.ContextFor(swap.Model, wanted, now - state.Limits.ContextMemory);
        var others = swap.Yielding.Remove(swap.Model);
        actions.Add(new AdmissionAction.Load(swap.Model, context, [.. others.Order(StringComparer.OrdinalIgnoreCase)]));
        return state with
        {
            Swap = null,
            Loads = state.Loads.Add(
                new LoadUnderWay(swap.Model, now)
                {
                    ContextTokens = context ?? 0,
                    Wanted = wanted ?? 0,
                    Yielding = swap.Yielding,
                    HadRoom = swap.Yielding.IsEmpty,
                }
            ),
            Memory = state.Memory with { Resident = state.Memory.Resident.RemoveRange(swap.Yielding) },
        };
    }

    /// <summary>A load has begun, by this rule's order or by somebody else's.</summary>
    public static AdmissionState Began(AdmissionState state, string model, DateTimeOffset now) =>
        // A model that is there is only told how long to stay.
        state.Loads.Exists(load => IsSame(load.Model, model)) || state.Memory.Resident.ContainsKey(model)
            ? state
            : state with
            {
                Loads = state.Loads.Add(new LoadUnderWay(model, now)),
            };

    /// <summary>A load has ended. When it has failed, so have those who waited for it: another replica may do better.</summary>
    public static AdmissionState End(
        AdmissionState state,
        AdmissionEvent.LoadEnded ended,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        if (state.Loads.Find(load => IsSame(load.Model, ended.Model)) is not { } load)
        {
            return state;
        }

        state = state with { Loads = state.Loads.Remove(load) };
        if (ended.IsDone)
        {
            return state with { Memory = state.Memory.Loaded(load, ended.ContextTokens, now) };
        }

        var lost = state.Waiting.FindAll(call => IsSame(call.Model, load.Model) && !state.Memory.Holds(call.Wish));
        actions.AddRange(lost.Select(call => new AdmissionAction.Refuse(call.Id, RefusalReason.LoadFailed)));
        return lost.Aggregate(state, (left, call) => left.WithoutWaiting(call));
    }

    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
