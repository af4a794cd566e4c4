using System.Collections.Immutable;
using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.Planning;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Replay.Policies;

namespace Orchestrator.Cli.Simulate;

/// <summary>All policies that can be simulated, in the order in which they are shown.</summary>
internal static class PolicyNames
{
    public const string Own = ProductionPolicy.Name;

    public static ImmutableArray<PolicyKind> All { get; } = With(plannerTries: 1);

    /// <param name="plannerTries">
    /// How many planners the planner is the best of. It is never worse than the other policies, which it tries out as well.
    /// </param>
    public static ImmutableArray<PolicyKind> With(int plannerTries) =>
        [
            .. BaselinePolicies.All,
            ProductionPolicy.Kind,
            FullKnowledgePlanner.Kind(plannerTries, ProductionPolicy.Kind),
        ];

    public static PolicyKind? Find(string name) => All.FirstOrDefault(policy => policy.Name == name);
}
