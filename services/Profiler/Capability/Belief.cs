namespace Orchestrator.Profiler.Capability;

/// <summary>A value from 0 to 1 and its standard error.</summary>
internal sealed record Belief(double Score, double StandardError);
