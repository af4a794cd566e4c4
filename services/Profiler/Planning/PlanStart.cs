namespace Orchestrator.Profiler.Planning;

/// <summary>Drafts to begin with: the plan that holds, and what is in memory.</summary>
internal static class PlanStart
{
    /// <summary>The plan that holds, as far as the fleet still allows it.</summary>
    public static PlanDraft Previous(PlanWorld world, PlacementPlan? previous)
    {
        var draft = new PlanDraft(world);
        foreach (var (replica, model) in Stays(world, previous))
        {
            Take(world, draft, replica, model);
        }

        foreach (var placement in previous?.Replicas ?? [])
        {
            foreach (var guest in placement.Models.Where(model => !model.IsResident))
            {
                TakeIn(world, draft, world.ReplicaNumber(placement.Replica), world.ModelNumber(guest.Model));
            }
        }

        return draft;
    }

    // Memory may have become less: those that come first stay.
    public static void Take(PlanWorld world, PlanDraft draft, int replica, int model)
    {
        if (world.Place(replica, model) is not null && draft.Fits(replica, model))
        {
            draft.Add(replica, model);
        }
    }

    private static void TakeIn(PlanWorld world, PlanDraft draft, int replica, int model)
    {
        if (replica >= 0 && model >= 0 && world.Place(replica, model) is not null && draft.ReplicasOf(model).Count == 0)
        {
            draft.SetHome(model, replica);
        }
    }

    /// <summary>What is in memory now stays there as far as it fits, all else is a guest at its best place.</summary>
    public static PlanDraft AtPresent(PlanWorld world)
    {
        var draft = new PlanDraft(world);
        for (var replica = 0; replica < world.Replicas.Length; replica++)
        {
            for (var model = 0; model < world.Models.Length; model++)
            {
                var isThere = world.IsLoaded(replica, model) && world.Place(replica, model) is not null;
                if (isThere && draft.Fits(replica, model))
                {
                    draft.Add(replica, model);
                }
            }
        }

        new GuestHomes(draft).Give(first: -1);
        return draft;
    }

    /// <summary>Places that may not be given up now.</summary>
    public static HashSet<(int Replica, int Model)> Held(
        PlanWorld world,
        PlacementPlan? previous,
        DateTimeOffset now
    ) =>
        [
            .. Stays(world, previous, place => now - place.Since < world.Limits.MinResidency),
            .. Stays(world, previous).Where(place => place.Model >= 0 && world.Models[place.Model].Pinned),
        ];

    /// <summary>What stays in memory by a plan; -1 for what is gone since.</summary>
    public static IEnumerable<(int Replica, int Model)> Stays(
        PlanWorld world,
        PlacementPlan? plan,
        Func<PlannedPlace, bool>? isTaken = null
    ) =>
        from placement in plan?.Replicas ?? []
        from place in placement.Models
        where place.IsResident && (isTaken?.Invoke(place) ?? true)
        let replica = world.ReplicaNumber(placement.Replica)
        let model = world.ModelNumber(place.Model)
        where replica >= 0 && model >= 0
        select (replica, model);
}
