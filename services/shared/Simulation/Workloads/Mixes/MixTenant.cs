namespace Orchestrator.Simulation.Workloads.Mixes;

/// <summary>Somebody who asks.</summary>
/// <param name="Share">Of the requests, next to the shares of the others.</param>
public sealed record MixTenant(string Name, double Share);
