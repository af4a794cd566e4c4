using System.Collections.Immutable;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Replay.Policies;

namespace Orchestrator.Simulation.Planning;

/// <summary>What policies are measured against: one that knows everything, and is the best of several tries.</summary>
public static class FullKnowledgePlanner
{
    public const string Name = "planner";

    // In the order in which they turned out to win on the built-in fleets; none wins everywhere.
    private static readonly ImmutableArray<PlannerOptions> _all =
    [
        new() { LateShare = 0, EndShare = 0.1 },
        new() { LateShare = 0, EndShare = 0.3 },
        new()
        {
            Spread = ModelSpread.Reduced,
            LateShare = 0,
            EndShare = 0.3,
        },
        new() { Spills = true },
        new()
        {
            LateShare = 0,
            EndShare = 0.3,
            PlacementRate = 1.4,
            PlacementsTried = 600,
        },
        new()
        {
            LateShare = 0,
            EndShare = 0.2,
            Ahead = 80,
        },
        new() { Spread = ModelSpread.Free, Spills = true },
    ];

    /// <summary>More than this there is none.</summary>
    public static int VariantsMax => _all.Length;

    /// <param name="variants">
    /// Planners that are tried out beforehand, from 1 to <see cref="VariantsMax"/>: each costs about two replays, for it is tried both with the
    /// worker's order of the queues and with the order of arrival.
    /// </param>
    /// <param name="rivals">
    /// Other policies that are tried out too, so that the planner is never worse than they are; those that are not told
    /// anything are the ones to name. The baselines always are among them.
    /// </param>
    public static PolicyKind Kind(int variants, params ImmutableArray<PolicyKind> rivals)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(variants);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(variants, VariantsMax);
        ImmutableArray<PolicyKind> tried = [.. Alone(variants), .. BaselinePolicies.All, .. rivals];
        return tried[0] with
        {
            Description =
                "Knows the present and the future of everything, and is the best of several tries; a heuristic.",
            Settle = setup => BestOfPolicies.Of(setup, tried),
        };
    }

    /// <returns>The first planners by themselves, with the worker's order of the queues, and then with the order of arrival.</returns>
    public static ImmutableArray<PolicyKind> Alone(int variants)
    {
        var planners = _all.Take(variants).Select(Of).ToArray();
        return [.. planners, .. planners.Select(planner => planner with { Queue = QueueOrder.Arrival })];
    }

    /// <summary>One planner, as it is.</summary>
    public static PolicyKind Of(PlannerOptions options) =>
        new(
            Name,
            "Knows the present and the future of everything; a heuristic.",
            world => new PlannerPolicy(world, options)
        );
}
