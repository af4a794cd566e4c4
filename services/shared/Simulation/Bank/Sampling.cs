namespace Orchestrator.Simulation.Bank;

/// <summary>How a request wants its answer drawn.</summary>
/// <param name="Temperature">0 repeats itself; from 1 on every seed is a fresh draw.</param>
public sealed record Sampling(double Temperature, long Seed);
