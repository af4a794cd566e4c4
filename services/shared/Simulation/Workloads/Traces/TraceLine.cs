namespace Orchestrator.Simulation.Workloads.Traces;

/// <param name="Number">From 1.</param>
/// <param name="Text">Valid until the next line is read.</param>
/// <param name="IsTooLong">Its rest was skipped.</param>
internal readonly record struct TraceLine(int Number, ReadOnlyMemory<char> Text, bool IsTooLong);
