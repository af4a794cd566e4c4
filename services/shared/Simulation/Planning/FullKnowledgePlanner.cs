using Orchestrator.Simulation.Replay;

namespace Orchestrator.Simulation.Planning;

/// <summary>What policies are measured against: one that knows everything.</summary>
public static class FullKnowledgePlanner
{
    public const string Name = "planner";

    public static PolicyKind Kind(PlannerOptions options) =>
        new(
            Name,
            "Knows the present and the future of everything; a heuristic.",
            world => new PlannerPolicy(world, options)
        );
}
