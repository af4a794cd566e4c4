using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <summary>What a policy may be made from.</summary>
public sealed record PolicyWorld(Fleet Fleet, IWorkload Workload, ulong Seed, TimeProvider Clock)
{
    /// <summary>The whole present. For policies that are told to know everything; any other one must not look.</summary>
    public required IFleetTruth Truth { get; init; }
}
