using System.Collections.Immutable;

namespace Orchestrator.Simulation.Replay.Policies;

/// <summary>What people use today, for comparison. Each knows exactly what it has sent itself, as a proxy does, and
/// hosts answer in the order of arrival.</summary>
public static class BaselinePolicies
{
    public static ImmutableArray<PolicyKind> All { get; } =
    [
        Kind("random", "Any host that has the model.", world => new RandomPolicy(world)),
        Kind("round-robin", "The hosts that have the model, in turn.", world => new RoundRobinPolicy(world)),
        Kind(
            "least-connections",
            "The host with the fewest open requests per slot.",
            world => new LeastConnectionsPolicy(world)
        ),
        Kind(
            "warm-first",
            "A host that has the model in memory, else any; among these least connections.",
            world => new WarmFirstPolicy(world)
        ),
    ];

    private static PolicyKind Kind(string name, string description, Func<PolicyWorld, IReplayPolicy> create) =>
        new(name, description, create) { Queue = QueueOrder.Arrival };
}
