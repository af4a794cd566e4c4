namespace Orchestrator.Benchmarks;

/// <summary>There are no figures, for a reason that a person can act on.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
