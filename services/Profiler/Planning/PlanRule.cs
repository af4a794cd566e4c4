namespace Orchestrator.Profiler.Planning;

/// <summary>
/// Which models stay in memory where: <c>(input, now) → plan</c>. Pure. The plan that holds is kept unless a new one loses
/// clearly less; what was planned a short while ago stays, and pinned models always have a place if any replica can hold one.
/// </summary>
internal static class PlanRule
{
    // Searches that begin with all guests at one replica; each takes as long as the first one.
    private const int GuestPlacesMax = 8;

    // Models on replicas up to which they are tried: on larger fleets two searches have to do.
    private const int PlacesOfManySearches = 2_000;

    /// <returns>The previous plan with new figures, or a new one with the next revision.</returns>
    public static PlacementPlan Plan(PlanInput input, PlanLimits limits, DateTimeOffset now)
    {
        var world = new PlanWorld(input, limits);
        var present = PlanStart.AtPresent(world);
        var held = PlanStart.Held(world, input.Previous, now);
        var kept = Kept(world, input.Previous);
        var best = Best(world, input.Previous, held);
        var isNew = kept is null || IsWorth(best.Lost, kept.Lost, limits);
        var plan = PlanWriter.Write(isNew ? best : kept!, held, input.Previous, now); // Null is new.
        var previous = input.Previous ?? PlacementPlan.Empty;
        var isSame = input.Previous is not null && plan.PlacesAs(previous);
        return (isSame ? PlanWriter.InOrderOf(plan, previous) : plan) with
        {
            Revision = isSame ? previous.Revision : previous.Revision + 1,
            MadeAt = isSame ? previous.MadeAt : now,
            LostAtPresent = present.Score,
        };
    }

    private static bool IsWorth(double lost, double lostBefore, PlanLimits limits) =>
        lost < lostBefore * (1 - limits.HysteresisMargin) && (lostBefore - lost) * 3600 >= limits.GainMinSecondsPerHour;

    /// <summary>From the plan that holds, from nothing, and with all guests at one place first; the best of them.</summary>
    private static PlanDraft Best(PlanWorld world, PlacementPlan? previous, HashSet<(int Replica, int Model)> held)
    {
        var isSmall = world.Places <= PlacesOfManySearches;
        var guestPlaces = isSmall ? Math.Min(world.Replicas.Length, GuestPlacesMax) : 0;
        // The budget of moves is for all searches together.
        var moves = world.Limits.MovesMax / (guestPlaces + 2);
        var best = Searched(world, held, PlanStart.Previous(world, previous), guestsAt: -1, moves);
        foreach (var replica in Enumerable.Range(-1, guestPlaces + 1))
        {
            var draft = new PlanDraft(world);
            foreach (var place in PlanStart.Stays(world, previous).Where(held.Contains))
            {
                PlanStart.Take(world, draft, place.Replica, place.Model);
            }

            var other = Searched(world, held, draft, guestsAt: replica, moves);
            best = other.Lost < best.Lost ? other : best;
        }

        return best;
    }

    private static PlanDraft Searched(
        PlanWorld world,
        HashSet<(int Replica, int Model)> held,
        PlanDraft draft,
        int guestsAt,
        int movesMax
    )
    {
        // What is pinned here is held in this search alone: another one may find it a better place.
        held = [.. held];
        Pinning.Pin(world, draft, held);
        new GuestHomes(draft).Give(guestsAt);
        var search = new PlanSearch(draft, held, movesMax);
        search.AddGreedily();
        search.Improve();
        return draft;
    }

    /// <summary>The previous plan, as far as the fleet still allows it; null when it has to change in any case.</summary>
    private static PlanDraft? Kept(PlanWorld world, PlacementPlan? previous)
    {
        if (previous is null)
        {
            return null;
        }

        var draft = PlanStart.Previous(world, previous);
        var isWhole = PlanStart.Stays(world, previous).All(place => draft.Has(place.Replica, place.Model));
        new GuestHomes(draft).Give(first: -1);
        return isWhole && Pinning.Unpinned(world, draft).Count == 0 ? draft : null;
    }
}
