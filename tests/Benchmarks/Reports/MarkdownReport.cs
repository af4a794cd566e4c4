using System.Globalization;
using System.Text;
using Orchestrator.Benchmarks.Figures;
using Orchestrator.Benchmarks.Load;
using Orchestrator.Benchmarks.Routing;
using Orchestrator.Benchmarks.Targets;

namespace Orchestrator.Benchmarks.Reports;

/// <summary>The results as tables. Pure.</summary>
internal static class MarkdownReport
{
    private const double BytesPerKilobyte = 1_000;

    public static string Of(Report report)
    {
        var text = new StringBuilder();
        Machine(text, report);
        Promises(text, report);
        Latencies(text, report);
        Streams(text, report);
        Throughput(text, report);
        Costs(text, report);
        Routing(text, report.Routing);
        return text.ToString().TrimEnd() + "\n";
    }

    private static void Machine(StringBuilder text, Report report)
    {
        var machine = report.Machine;
        Line(
            text,
            $"Measured {report.MeasuredAt:yyyy-MM-dd HH:mm} UTC: {machine.Processor}, {machine.CoresUsed} of {machine.Cores} cores, {machine.MemoryGiB} GiB, {machine.System}, {machine.Runtime}, {machine.Configuration} build."
        );
        Line(
            text,
            $"{report.Options.Rounds} rounds, {report.Options.Duration.TotalSeconds} s for each load on each target; figures are the median of the rounds, and in brackets the lowest and the highest."
        );
        Line(
            text,
            $"Other programs took {Percent(report.ForeignShare)} of the cores meanwhile; the generator sent {Ms(report.LatenessP99)} ms late (p99)."
        );
        if (report.Options.HasTelemetry)
        {
            Line(text, $"Traces, metrics and logs were exported by OTLP meanwhile; the stub took them in.");
        }

        if (report.Options.Settings.Count > 0)
        {
            Line(
                text,
                $"Settings: {string.Join(", ", report.Options.Settings.Select(pair => $"`{pair.Key}={pair.Value}`"))}."
            );
        }

        text.Append('\n');
        foreach (var (name, label) in report.Targets)
        {
            Line(text, $"- **{name}**: {label}");
        }
    }

    private static void Promises(StringBuilder text, Report report)
    {
        Head(text, "Promises", "promise", "limit", "measured", "kept");
        foreach (var promise in Promise.Of(report))
        {
            var measured = promise.IsMeasured ? $"{Three(promise.Measured)} {promise.Unit}".TrimEnd() : "not measured";
            var kept =
                !promise.IsMeasured ? ""
                : promise.IsKept ? "yes"
                : "**no**";
            var limit = FormattableString.Invariant(
                $"{(promise.IsLowerBound ? "≥" : "<")} {promise.Limit} {promise.Unit}"
            );
            Row(text, promise.What, limit.TrimEnd(), measured, kept);
        }
    }

    private static void Latencies(StringBuilder text, Report report)
    {
        foreach (
            var scenario in report.Options.Scenarios.Where(scenario => !scenario.IsMaximum && !scenario.Work.IsStreamed)
        )
        {
            Head(text, $"Latency in ms: {scenario.Label}", "target", "median", "p99", "added median", "added p99");
            foreach (var of in Comparisons(report, scenario))
            {
                Row(
                    text,
                    of.Target,
                    Ms(of.Over(segment => segment.Latency.P50)),
                    Ms(of.Over(segment => segment.Latency.P99)),
                    AddedMs(of, segment => segment.Latency.P50),
                    AddedMs(of, segment => segment.Latency.P99)
                );
            }
        }
    }

    private static void Streams(StringBuilder text, Report report)
    {
        foreach (
            var scenario in report.Options.Scenarios.Where(scenario => !scenario.IsMaximum && scenario.Work.IsStreamed)
        )
        {
            string[] columns = ["first token, median", "p99", "added", "added p99"];
            string[] perToken = ["each token, median", "p99", "added", "added p99"];
            Head(text, $"Delay in ms: {scenario.Label}", ["target", .. columns, .. perToken]);
            foreach (var of in Comparisons(report, scenario))
            {
                Row(
                    text,
                    [of.Target, .. Four(of, segment => segment.FirstToken), .. Four(of, segment => segment.Transit)]
                );
            }
        }
    }

    private static void Throughput(StringBuilder text, Report report)
    {
        foreach (var scenario in report.Options.Scenarios.Where(scenario => scenario.IsMaximum))
        {
            Head(
                text,
                $"Requests/s: {scenario.Label}",
                "target",
                "requests/s",
                "part of nginx's",
                "latency median, ms",
                "p99, ms"
            );
            var nginx = report.Compare(scenario, Target.Nginx);
            foreach (var of in Comparisons(report, scenario))
            {
                Row(
                    text,
                    of.Target,
                    Text(of.Over(segment => segment.PerSecond), "F0"),
                    Text(of.RatioTo(nginx, segment => segment.PerSecond), "F2"),
                    Ms(of.Over(segment => segment.Latency.P50)),
                    Ms(of.Over(segment => segment.Latency.P99))
                );
            }
        }
    }

    private static void Costs(StringBuilder text, Report report)
    {
        var scenarios = report.Options.Scenarios.Where(scenario => scenario.IsMaximum).ToList();
        Head(
            text,
            "Cost of one answer at full speed",
            ["process", .. scenarios.SelectMany(scenario => (string[])[$"{scenario.Name}: CPU, µs", "allocated, kB"])]
        );
        foreach (var target in report.Targets.Keys)
        {
            var costs = scenarios.ConvertAll(scenario => report.Compare(scenario, target));
            foreach (var process in costs.SelectMany(of => of.CpuPerAnswer()).Select(cost => cost.Process).Distinct())
            {
                Row(text, [$"{target}: {process}", .. costs.SelectMany(of => Cost(of, process))]);
            }
        }
    }

    private static string[] Cost(Comparison of, string process) =>
        [
            string.Join(
                "",
                of.CpuPerAnswer().Where(cost => cost.Process == process).Select(cost => Number(cost.Microseconds, "F0"))
            ),
            string.Join(
                "",
                of.AllocatedPerAnswer()
                    .Where(cost => cost.Process == process)
                    .Select(cost => Number(cost.Bytes / BytesPerKilobyte, "F1"))
            ),
        ];

    /// <summary>The table of routing decisions alone.</summary>
    public static string Of(IReadOnlyList<RoutingLine> routing)
    {
        var text = new StringBuilder();
        Routing(text, routing);
        return text.ToString();
    }

    private static void Routing(StringBuilder text, IReadOnlyList<RoutingLine> routing)
    {
        if (routing.Count == 0)
        {
            return;
        }

        Head(
            text,
            "Routing decision, classification included",
            "replicas × models",
            "fleet",
            "asked for",
            "median, µs",
            "p99, µs",
            "processor, median, µs",
            "p99, µs",
            "allocated, kB",
            "decisions"
        );
        foreach (var line in routing)
        {
            Row(
                text,
                line.Name,
                line.IsBusy ? "busy" : "idle",
                line.Model,
                Number(line.Wall.P50, "F1"),
                Number(line.Wall.P99, "F1"),
                Number(line.Cpu.P50, "F1"),
                Number(line.Cpu.P99, "F1"),
                Number(line.BytesPerDecision / BytesPerKilobyte, "F1"),
                Number(line.Decisions, "F0")
            );
        }
    }

    private static IEnumerable<Comparison> Comparisons(Report report, Scenario scenario) =>
        report.Targets.Keys.Select(target => report.Compare(scenario, target)).Where(of => of.HasFigures);

    private static string[] Four(Comparison of, Func<Segment, Quantiles> figure) =>
        [
            Ms(of.Over(segment => figure(segment).P50)),
            Ms(of.Over(segment => figure(segment).P99)),
            AddedMs(of, segment => figure(segment).P50),
            AddedMs(of, segment => figure(segment).P99),
        ];

    private static string AddedMs(Comparison of, Func<Segment, double> figure) =>
        of.Target == Target.Direct ? "" : Ms(of.Added(figure));

    private static string Ms(Spread spread) => Text(spread, "F2");

    private static string Three(Spread spread) => Text(spread, "F3");

    private static string Percent(Spread share) => Text(share, "P0");

    private static string Text(Spread spread, string format) =>
        !double.IsFinite(spread.Median) ? ""
        : spread.Min.Equals(spread.Max) ? Number(spread.Median, format)
        : $"{Number(spread.Median, format)} [{Number(spread.Min, format)} … {Number(spread.Max, format)}]";

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static void Head(StringBuilder text, string title, params string[] columns)
    {
        Line(text, $"\n### {title}\n");
        Row(text, columns);
        Row(text, [.. columns.Select((_, index) => index == 0 ? "---" : "---:")]);
    }

    private static void Row(StringBuilder text, params IEnumerable<string> cells) =>
        Line(text, $"| {string.Join(" | ", cells)} |");

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
