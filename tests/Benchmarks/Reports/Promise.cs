using Orchestrator.Benchmarks.Figures;
using Orchestrator.Benchmarks.Load;
using Orchestrator.Benchmarks.Targets;

namespace Orchestrator.Benchmarks.Reports;

/// <summary>A figure that the design promises, and what was measured. NaN: not measured this time.</summary>
internal sealed record Promise(string What, string Unit, double Limit, bool IsLowerBound, Spread Measured)
{
    private const double MicrosecondsPerMillisecond = 1_000;

    public bool IsMeasured => double.IsFinite(Measured.Median);

    public bool IsKept => IsLowerBound ? Measured.Median >= Limit : Measured.Median < Limit;

    public static IReadOnlyList<Promise> Of(Report report) =>
        [
            AddedP50(report, 200, 2),
            AddedP99(report, 200, 10),
            AddedP50(report, 500, 1),
            AddedP99(report, 500, 5),
            new("requests/s, part of nginx's", "", 0.3, true, report.ThroughputRatio(Target.Nginx)),
            new("requests/s, times the node:http proxy's", "", 5, true, report.ThroughputRatio(Target.Node)),
            Decision(report, 20, 0.1),
            Decision(report, 1_000, 1),
        ];

    private static Promise AddedP50(Report report, double rate, double limit) =>
        new(
            $"added median at {rate} requests/s",
            "ms",
            limit,
            false,
            Added(report, rate, segment => segment.Latency.P50)
        );

    private static Promise AddedP99(Report report, double rate, double limit) =>
        new($"added p99 at {rate} requests/s", "ms", limit, false, Added(report, rate, segment => segment.Latency.P99));

    private static Spread Added(Report report, double rate, Func<Segment, double> figure) =>
        report.Compare(Scenario.Whole(rate), Target.Gateway).Added(figure);

    /// <summary>The slowest of the lines with that many replicas.</summary>
    private static Promise Decision(Report report, int replicas, double limitMs)
    {
        var lines = report.Routing.Where(line => line.Replicas == replicas).ToList();
        var name = lines.Count > 0 ? lines[0].Name : $"{replicas} replicas";
        return new(
            $"routing decision, median, {name}",
            "ms",
            limitMs,
            false,
            Spread.Of(lines.Select(line => line.Wall.P50 / MicrosecondsPerMillisecond).OrderDescending().Take(1))
        );
    }
}
