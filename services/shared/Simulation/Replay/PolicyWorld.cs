using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <summary>What a policy may be made from.</summary>
public sealed record PolicyWorld(Fleet Fleet, IWorkload Workload, ulong Seed, TimeProvider Clock)
{
    /// <summary>The whole present. For policies that are told to know everything; any other one must not look.</summary>
    public required IFleetTruth Truth { get; init; }

    /// <summary>The rules of the owners, for a policy that tries things out beforehand. Not the owners themselves.</summary>
    public required Func<FleetHost, IReplayOwner> Owner { get; init; }

    public required ReplayTiming Timing { get; init; }
}
