using System.Collections.Immutable;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>One workload on one fleet: one table of policies.</summary>
internal sealed record SimulationCase
{
    public required Fleet Fleet { get; init; }

    /// <summary>Whether the hosts of <c>--add-host</c> are in the fleet.</summary>
    public required bool IsExtended { get; init; }

    public required OfferedWorkload Offered { get; init; }

    public required FleetIdeal Ideal { get; init; }

    /// <summary>Models that are asked for and that no host has the memory for: all their requests are refused.</summary>
    public required ImmutableArray<string> UnloadableModels { get; init; }

    /// <summary>Offered tokens per second over the ideal ones.</summary>
    public double Load => Ideal.Load(Offered.TokensPerSecond);
}

/// <summary>The workload at one rate.</summary>
/// <param name="RateScale">Times the rate as written.</param>
/// <param name="AskedLoad">Null when the rate was asked for.</param>
/// <param name="Capacity">The load, as a share of the ideal, that a share of the capacity was asked of; null when it was not.</param>
/// <param name="Facts">Under the first seed.</param>
internal sealed record OfferedWorkload(
    IWorkload Workload,
    double RateScale,
    AskedLoad? AskedLoad,
    WorkloadFacts Facts,
    double? Capacity = null
)
{
    /// <summary>0 when all arrive at once.</summary>
    public double TokensPerSecond => FleetIdeal.OfferedTokensPerSecond(Facts);

    /// <summary>What the fleet could do for this workload if every model were warm everywhere.</summary>
    public FleetIdeal IdealOn(Fleet fleet) => FleetIdeal.Of(fleet, Facts);
}
