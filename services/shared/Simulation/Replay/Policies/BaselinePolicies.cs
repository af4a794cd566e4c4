using System.Collections.Immutable;

namespace Orchestrator.Simulation.Replay.Policies;

/// <summary>What people use today, for comparison. Each knows exactly what it has sent itself, as a proxy does.</summary>
public static class BaselinePolicies
{
    public static ImmutableArray<PolicyKind> All { get; } =
    [
        new("random", "Any host that has the model.", world => new RandomPolicy(world)),
        new("round-robin", "The hosts that have the model, in turn.", world => new RoundRobinPolicy(world)),
        new(
            "least-connections",
            "The host with the fewest open requests per slot.",
            world => new LeastConnectionsPolicy(world)
        ),
        new(
            "warm-first",
            "A host that has the model in memory, else any; among these least connections.",
            world => new WarmFirstPolicy(world)
        ),
    ];
}
