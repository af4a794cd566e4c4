using System.Collections.Immutable;

namespace Orchestrator.Profiler.Capability;

/// <summary>Which domains of benchmarks speak for which task, and how much. Our judgement, written down.</summary>
/// <param name="Weights">Of the domains; they sum to one.</param>
/// <param name="Gap">
/// Variance, in squared log-odds, of what the task asks and no benchmark of the table measures. Assumed, not fitted.
/// </param>
internal sealed record TaskMix(ImmutableArray<(string Domain, double Weight)> Weights, double Gap);
