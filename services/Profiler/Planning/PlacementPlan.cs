using System.Collections.Immutable;

namespace Orchestrator.Profiler.Planning;

/// <summary>Which models stay in memory on which replica, in the order of their names.</summary>
/// <param name="Revision">Grows with each change of the plan.</param>
/// <param name="MadeAt">When it last changed.</param>
/// <param name="Lost">What it is expected to lose, once carried out, the way there included.</param>
/// <param name="LostAtPresent">The same without it: what is in memory now stays, and calls for all else load.</param>
internal sealed record PlacementPlan(
    long Revision,
    DateTimeOffset MadeAt,
    ImmutableArray<ReplicaPlacement> Replicas,
    PlanScore Lost,
    PlanScore LostAtPresent
)
{
    public static readonly PlacementPlan Empty = new(0, default, [], PlanScore.None, PlanScore.None);

    /// <summary>Seconds of waiting per hour that it saves against what is in memory now.</summary>
    public double GainSecondsPerHour => LostAtPresent.SecondsPerHour - Lost.SecondsPerHour;

    public ReplicaPlacement? Of(string replica)
    {
        foreach (var placement in Replicas)
        {
            if (placement.Replica == replica)
            {
                return placement;
            }
        }

        return null;
    }

    /// <summary>Whether both keep the same models in the same places, whatever the figures and ranks.</summary>
    public bool PlacesAs(PlacementPlan other) =>
        Replicas
            .Select(placement => (placement.Replica, Names(placement)))
            .SequenceEqual(other.Replicas.Select(placement => (placement.Replica, Names(placement))));

    private static string Names(ReplicaPlacement placement) =>
        string.Join(
            '\n',
            placement.Models.Select(model => $"{model.Model} {model.IsResident}").Order(StringComparer.Ordinal)
        );
}

/// <param name="Models">By rank: the first one is the last to be evicted. Guests come after all that stay.</param>
internal sealed record ReplicaPlacement(string Replica, ImmutableArray<PlannedPlace> Models);

/// <summary>One model on one replica.</summary>
/// <param name="IsResident">False: a guest. It is loaded here when somebody calls it, and is the first to go.</param>
/// <param name="Since">Since when it is planned so.</param>
/// <param name="CallsPerSecond">Expected here.</param>
/// <param name="LostWithoutSecondsPerHour">What would be lost in addition without this place; 0 for guests.</param>
/// <param name="Reasons">Codes of <see cref="PlanReasons"/>, most important first.</param>
internal sealed record PlannedPlace(
    string Model,
    int Rank,
    bool IsResident,
    TimeSpan KeepAlive,
    DateTimeOffset Since,
    long Bytes,
    double CallsPerSecond,
    double LostWithoutSecondsPerHour,
    ImmutableArray<string> Reasons
);
