using Orchestrator.Benchmarks.Figures;
using Orchestrator.Benchmarks.Load;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Benchmarks.Routing;
using Orchestrator.Benchmarks.Targets;

namespace Orchestrator.Benchmarks.Reports;

/// <summary>Everything that was measured.</summary>
internal sealed record Report(
    DateTimeOffset MeasuredAt,
    MachineDescription Machine,
    BenchmarkOptions Options,
    IReadOnlyDictionary<string, string> Targets,
    IReadOnlyList<Segment> Segments,
    IReadOnlyList<RoutingLine> Routing
)
{
    public Comparison Compare(Scenario scenario, string target) => new(scenario.Name, target, Segments);

    /// <summary>Requests per second beside those of another target, in the closed loop of whole answers.</summary>
    public Spread ThroughputRatio(string other)
    {
        var maximum = Scenario.WholeMaximum(Options.Callers);
        return Compare(maximum, Target.Gateway).RatioTo(Compare(maximum, other), segment => segment.PerSecond);
    }

    /// <summary>Of the machine, by others, while figures were taken.</summary>
    public Spread ForeignShare => Spread.Of(Segments.Select(segment => segment.ForeignShare));

    public Spread LatenessP99 =>
        Spread.Of(
            from segment in Segments
            where Options.Scenarios.Any(scenario => scenario.Name == segment.Scenario && !scenario.IsMaximum)
            select segment.Lateness.P99
        );
}
