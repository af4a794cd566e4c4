using Orchestrator.Simulation.Replay;

namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>One replay to be done.</summary>
internal sealed record SimulationRun(SimulationCase Case, PolicyKind Policy, ulong Seed);
