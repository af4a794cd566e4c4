namespace Orchestrator.Simulation.Timeline;

/// <summary>What a timeline shows, for its title.</summary>
/// <param name="Workload">Name and facts, for people.</param>
public sealed record TimelineSubject(string Fleet, string Workload, string Policy, ulong Seed);
