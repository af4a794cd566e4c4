using System.Globalization;
using Orchestrator.Benchmarks.Figures;
using Orchestrator.Benchmarks.Load;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Benchmarks.Targets;

namespace Orchestrator.Benchmarks;

/// <summary>
/// The order of the measurement: in every round each load goes over all targets, one right after the other, so that what
/// disturbs the machine for a while disturbs all of them; each round begins with another target.
/// </summary>
internal sealed class Rounds(Course course, BenchmarkOptions options, Action<string> progress)
{
    private const double FailuresMax = 0.001;
    private const int WarmupPartsMax = 6;

    /// <exception cref="BenchmarkException">A target answers with errors.</exception>
    public async Task<IReadOnlyList<Segment>> RunAsync(CancellationToken cancellationToken)
    {
        using var meter = new Meter(course.Stub, course.Targets);
        await WarmUpAsync(cancellationToken);
        var segments = new List<Segment>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var scenario in options.Scenarios)
            {
                var ofRound = new List<Segment>();
                foreach (var target in Rotated(course.Targets, round))
                {
                    ofRound.Add(await MeasureAsync(meter, scenario, target, round, cancellationToken));
                }

                progress(Line(scenario, round, ofRound));
                segments.AddRange(ofRound);
            }
        }

        return segments;
    }

    internal static IEnumerable<T> Rotated<T>(IReadOnlyList<T> items, int by) =>
        Enumerable.Range(0, items.Count).Select(i => items[(i + by) % items.Count]);

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        foreach (var target in course.Targets)
        {
            progress($"warming up: {target.Name}");
            await WarmUpAsync(target, Scenario.StreamedMaximum(options.Callers), cancellationToken);
            await WarmUpAsync(target, Scenario.WholeMaximum(options.Callers), cancellationToken);
        }
    }

    /// <summary>Until so much time has passed and so many answers have come: .NET compiles anew what is called often.</summary>
    private async Task WarmUpAsync(Target target, Scenario scenario, CancellationToken cancellationToken)
    {
        var answered = 0;
        for (var part = 0; part < WarmupPartsMax && (part == 0 || answered < options.WarmupAnswers); part++)
        {
            var log = await scenario.RunAsync(
                target.Connections,
                target.Address.ToString(),
                options.Warmup / 2,
                cancellationToken
            );
            Refuse(target, scenario, log);
            answered += log.Latencies.Count;
        }
    }

    private async Task<Segment> MeasureAsync(
        Meter meter,
        Scenario scenario,
        Target target,
        int round,
        CancellationToken cancellationToken
    )
    {
        // The generator begins each load with an empty heap, so that it collects in none of them on account of the last.
        GC.Collect();
        var metricsOf = scenario.IsMaximum ? target : null;
        var before = await meter.ReadAsync(metricsOf, cancellationToken);
        var log = await scenario.RunAsync(
            target.Connections,
            target.Address.ToString(),
            options.Duration,
            cancellationToken
        );
        var after = await meter.ReadAsync(metricsOf, cancellationToken);
        Refuse(target, scenario, log);
        var onTheWay = meter.OnTheWay(target).ToHashSet(StringComparer.Ordinal);
        return Segment.Of(scenario.Name, target.Name, round, log, before.SecondsUntil(after)) with
        {
            CpuSeconds = before.CpuUntil(after).Where(pair => onTheWay.Contains(pair.Key)).ToDictionary(),
            AllocatedBytes = before.AllocatedUntil(after),
            ForeignShare = before.ForeignShareUntil(after, options.Cores),
        };
    }

    private static void Refuse(Target target, Scenario scenario, LoadLog log)
    {
        if (log.Failed > FailuresMax * (log.Failed + log.Latencies.Count))
        {
            throw new BenchmarkException(
                $"{target.Name}, {scenario.Name}: {log.Failed} of {log.Failed + log.Latencies.Count} requests failed. {log.FirstFailure}"
            );
        }
    }

    private static string Line(Scenario scenario, int round, List<Segment> segments) =>
        string.Create(CultureInfo.InvariantCulture, $"round {round}  {scenario.Name, -10}")
        + string.Concat(
            segments
                .OrderBy(segment => segment.Target, StringComparer.Ordinal)
                .Select(segment =>
                    scenario.IsMaximum
                        ? string.Create(CultureInfo.InvariantCulture, $"  {segment.Target} {segment.PerSecond:F0}/s")
                        : string.Create(
                            CultureInfo.InvariantCulture,
                            $"  {segment.Target} {segment.Latency.P50:F2}/{segment.Latency.P99:F2} ms"
                        )
                )
        );
}
