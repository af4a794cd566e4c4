namespace Orchestrator.Simulation.Workloads.Generators;

/// <param name="At">Since the beginning of a period.</param>
/// <param name="Rate">Requests per second from then until the next point.</param>
public sealed record ProfilePoint(TimeSpan At, double Rate);
