using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Orchestrator.Profiler.Capability;

/// <summary>The published figures, with their sources.</summary>
internal static class Benchmarks
{
    /// <summary>A figure of 0 or 100 % says "less" or "more than can be told", not infinity.</summary>
    private const double ShareMin = 0.01;

    private static readonly FrozenDictionary<string, Benchmark> _metrics = CsvRows
        .Read("benchmarks.csv", 6)
        .ToFrozenDictionary(
            row => row[0],
            row => new Benchmark(
                row[1],
                row[2],
                row[3],
                row[4] == "ten",
                double.Parse(row[5], CultureInfo.InvariantCulture)
            )
        );

    public static ImmutableArray<Figure> Figures { get; } = [.. CsvRows.Read("figures.csv", 5).Select(Parse)];

    private static Figure Parse(string[] row)
    {
        var (tag, metric, setting) = (row[0], row[1], row[3]);
        var benchmark = _metrics[metric];
        var value = double.Parse(row[2], CultureInfo.InvariantCulture);
        var share = benchmark.IsOfTen ? (value - 1) / 9 : value / 100;
        return new Figure(
            TraitReading.OfPublished(tag, Thinks(metric, setting, tag)),
            tag,
            benchmark,
            $"{metric} | {setting} | {row[4]}",
            row[4],
            Odds.OfShare(Math.Clamp(share, ShareMin, 1 - ShareMin))
        );
    }

    // Models that always think do so in every ranking; the others in those that say so.
    private static bool Thinks(string metric, string setting, string tag) =>
        metric.EndsWith("_thinking", StringComparison.Ordinal)
        || setting.StartsWith("reasoning", StringComparison.Ordinal)
        || ModelNames.FamilyOf(tag, "")?.Mode == "thinking";
}
