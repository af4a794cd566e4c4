using System.Collections.Immutable;

namespace Orchestrator.Simulation.Fleets;

/// <summary>The hosts that a simulation runs on.</summary>
public sealed record Fleet(string Name, ImmutableArray<FleetHost> Hosts);
