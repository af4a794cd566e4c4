namespace Orchestrator.Profiler.Capability;

/// <summary>One published figure. Only rows of one <paramref name="Ranking"/> may be compared directly.</summary>
/// <param name="Ranking">Metric, setting and source: one test harness.</param>
/// <param name="LogOdds">The figure as a logarithm of odds.</param>
internal sealed record Figure(
    ModelTraits Model,
    string Tag,
    Benchmark Benchmark,
    string Ranking,
    string Source,
    double LogOdds
)
{
    public AbilityPoint Point { get; } = new(Model, Benchmark.Domain, Benchmark.Language);

    /// <summary>On the common scale, but for the difficulty of its ranking.</summary>
    public double Scaled => LogOdds / Benchmark.Slope;
}
