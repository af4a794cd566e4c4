using System.Collections.Immutable;
using Orchestrator.Profiler.Planning;

namespace Orchestrator.Profiler.Tests.Planning;

/// <summary>Inputs of plans: by hand, and drawn by seed.</summary>
internal static class PlanWorlds
{
    public const long Gb = 1L << 30;

    public static readonly DateTimeOffset Now = new(2030, 1, 7, 12, 0, 0, TimeSpan.Zero);

    public static readonly PlanLimits Limits = new PlanningOptions().ToLimits();

    public static PlanReplica Replica(string name, int gb, int slots = 2) => new(name, gb * Gb, slots, 3);

    /// <summary>Every model on the disk of every replica.</summary>
    /// <param name="bytes">Of the models, in GB, in their order.</param>
    public static PlanInput Everywhere(PlanReplica[] replicas, PlanModel[] models, params int[] bytes) =>
        new(
            [.. replicas],
            [.. models],
            [
                .. from replica in replicas
                from model in models.Index()
                select Place(replica.Name, model.Item.Name, bytes[model.Index]),
            ],
            [],
            null
        );

    public static PlanPlace Place(string replica, string model, int gb) =>
        new(replica, model, gb * Gb, LoadSeconds: 2 + gb, CallSeconds: 3);

    /// <summary>What the plan wants is in memory, and it is the plan that holds.</summary>
    public static PlanInput CarriedOut(this PlanInput input, PlacementPlan plan) =>
        input with
        {
            Previous = plan,
            Resident =
            [
                .. plan.Replicas.SelectMany(placement =>
                    placement
                        .Models.Where(place => place.IsResident)
                        .Select(place => new PlanResident(placement.Replica, place.Model))
                ),
            ],
        };

    public static IEnumerable<(string Replica, PlannedPlace Place)> Stays(this PlacementPlan plan) =>
        plan.Replicas.SelectMany(placement =>
            placement.Models.Where(place => place.IsResident).Select(place => (placement.Replica, place))
        );

    public static PlanInput Drawn(int seed)
    {
        var random = new Random(seed);
        PlanReplica[] replicas =
        [
            .. Enumerable
                .Range(0, random.Next(1, 6))
                .Select(at => new PlanReplica($"r{at}", random.Next(6, 50) * Gb, random.Next(1, 5), random.Next(1, 5))),
        ];
        PlanModel[] models =
        [
            .. Enumerable
                .Range(0, random.Next(1, 11))
                .Select(at => new PlanModel(
                    $"m{at}",
                    random.Next(3) == 0 ? 0 : Math.Pow(random.NextDouble(), 3),
                    random.Next(1, 11),
                    Pinned: random.Next(6) == 0,
                    Enabled: random.Next(8) > 0
                )),
        ];
        var places = replicas
            .SelectMany(replica => models.Select(model => (replica, model)))
            .Where(_ => random.Next(4) > 0)
            .Select(pair => Place(pair.replica.Name, pair.model.Name, random.Next(2, 30)))
            .ToImmutableArray();
        var resident = places
            .Where(_ => random.Next(4) == 0)
            .Select(place => new PlanResident(place.Replica, place.Model))
            .ToImmutableArray();
        return new PlanInput([.. replicas], [.. models], places, resident, null);
    }

    /// <summary>The same fleet at another time of day.</summary>
    public static PlanInput Redrawn(this PlanInput input, int seed)
    {
        var random = new Random(seed);
        return input with
        {
            Models =
            [
                .. input.Models.Select(model => model with { CallsPerSecond = Math.Pow(random.NextDouble(), 3) }),
            ],
        };
    }
}
