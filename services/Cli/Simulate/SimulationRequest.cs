using System.Collections.Immutable;
using Orchestrator.Profiler;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;

namespace Orchestrator.Cli.Simulate;

/// <summary>What is to be simulated, read and checked.</summary>
internal sealed record SimulationRequest
{
    public required Fleet Fleet { get; init; }

    /// <summary>The fleet with the hosts of <c>--add-host</c>; null without any.</summary>
    public Fleet? Extended { get; init; }

    public required WorkloadSource Workload { get; init; }

    /// <summary>Empty: <see cref="RateScale"/> says it.</summary>
    public required ImmutableArray<AskedLoad> Loads { get; init; }

    public required double RateScale { get; init; }

    public required ImmutableArray<PolicyKind> Policies { get; init; }

    /// <summary>The policy whose hosts and timeline are shown.</summary>
    public required PolicyKind Focus { get; init; }

    /// <summary>What the profiler's plans do under our own policy.</summary>
    public PlanningOptions Placement { get; init; } = new() { Mode = PlanningMode.Off };

    public required ImmutableArray<ulong> Seeds { get; init; }

    /// <summary>Replays at once.</summary>
    public required int Jobs { get; init; }

    /// <summary>Where the picture goes; null makes none.</summary>
    public string? TimelinePath { get; init; }
}
