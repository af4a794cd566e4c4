using System.Collections.Immutable;

namespace Orchestrator.Profiler.Planning;

/// <summary>A draft as the plan that is told and explained.</summary>
internal static class PlanWriter
{
    public static PlacementPlan Write(
        PlanDraft draft,
        IReadOnlySet<(int Replica, int Model)> held,
        PlacementPlan? previous,
        DateTimeOffset now
    )
    {
        var (score, world) = (draft.Score, draft.World);
        return new PlacementPlan(
            0,
            now,
            [
                .. Enumerable
                    .Range(0, world.Replicas.Length)
                    .Select(replica => Placement(draft, replica, held, previous, now)),
            ],
            score,
            PlanScore.None
        );
    }

    /// <summary>The new figures in the old ranks: who goes first among those that stay is no reason to tell all owners.</summary>
    public static PlacementPlan InOrderOf(PlacementPlan plan, PlacementPlan previous) =>
        plan with
        {
            Replicas =
            [
                .. plan.Replicas.Zip(previous.Replicas, (now, before) => now with { Models = InOrder(now, before) }),
            ],
        };

    private static ImmutableArray<PlannedPlace> InOrder(ReplicaPlacement now, ReplicaPlacement before) =>
        [
            .. before.Models.Select(old =>
                now.Models.First(place => place.Model == old.Model) with
                {
                    Rank = old.Rank,
                    KeepAlive = old.KeepAlive,
                }
            ),
        ];

    private static ReplicaPlacement Placement(
        PlanDraft draft,
        int replica,
        IReadOnlySet<(int Replica, int Model)> held,
        PlacementPlan? previous,
        DateTimeOffset now
    )
    {
        var world = draft.World;
        var name = world.Replicas[replica].Name;
        var residents = draft
            .ResidentsOf(replica)
            .ToList()
            .Select(model => (Model: model, Worth: WorthOf(draft, replica, model)))
            .OrderByDescending(one => world.Models[one.Model].Pinned)
            .ThenByDescending(one => one.Worth)
            .ThenBy(one => one.Model)
            .ToList();
        var guests = draft
            .GuestsOf(replica)
            .OrderByDescending(model => draft.RateAt(replica, model))
            .ThenBy(model => model);
        var known = previous?.Of(name);
        return new ReplicaPlacement(
            name,
            [
                .. residents.Select((one, rank) => Resident(one.Model, rank, one.Worth)),
                .. guests.Select((model, at) => Guest(model, residents.Count + at)),
            ]
        );

        PlannedPlace Resident(int model, int rank, double worth) =>
            Place(model, rank, worth, Reasons(draft, replica, model, held.Contains((replica, model)))) with
            {
                IsResident = true,
                // Ollama evicts the shortest keep_alive first: one minute apart is enough for the order.
                KeepAlive = world.Limits.PlannedKeepAlive + TimeSpan.FromMinutes(residents.Count - 1 - rank),
                Since = Since(known, world.Models[model].Name, isResident: true) ?? now,
            };

        PlannedPlace Guest(int model, int rank) =>
            Place(model, rank, 0, [PlanReasons.LoadedWhenCalled]) with
            {
                KeepAlive = world.Limits.GuestKeepAlive,
                Since = Since(known, world.Models[model].Name, isResident: false) ?? now,
            };

        PlannedPlace Place(int model, int rank, double worth, ImmutableArray<string> reasons) =>
            new(
                world.Models[model].Name,
                rank,
                false,
                default,
                now,
                world.Place(replica, model)!.Bytes, // It is planned there, so it has a place there.
                draft.RateAt(replica, model),
                3600 * worth,
                reasons
            );
    }

    private static DateTimeOffset? Since(ReplicaPlacement? before, string model, bool isResident)
    {
        foreach (var place in before?.Models ?? [])
        {
            if (place.Model == model && place.IsResident == isResident)
            {
                return place.Since;
            }
        }

        return null;
    }

    /// <returns>Seconds per second that would be lost in addition without it.</returns>
    private static double WorthOf(PlanDraft draft, int replica, int model)
    {
        var before = draft.Lost;
        var undo = new PlanMove.Drop(replica, model).Do(draft);
        var worth = draft.Lost - before;
        undo();
        return worth;
    }

    private static ImmutableArray<string> Reasons(PlanDraft draft, int replica, int model, bool isHeld)
    {
        var isPinned = draft.World.Models[model].Pinned;
        var reasons = ImmutableArray.CreateBuilder<string>();
        AddIf(isPinned, PlanReasons.Pinned);
        AddIf(isHeld && !isPinned, PlanReasons.MinResidency);
        AddIf(draft.RateAt(replica, model) > 0, PlanReasons.Demand);
        AddIf(draft.ReplicasOf(model).Count > 1, PlanReasons.SharesLoad);
        AddIf(draft.World.IsLoaded(replica, model), PlanReasons.AlreadyLoaded);
        return reasons.ToImmutable();

        void AddIf(bool holds, string reason)
        {
            if (holds)
            {
                reasons.Add(reason);
            }
        }
    }
}
