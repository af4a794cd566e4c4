using System.Collections.Immutable;
using Orchestrator.Simulation.Bounds;
using Orchestrator.Simulation.Figures;

namespace Orchestrator.Cli.Simulate.Results;

/// <summary>One figure of a replay, for tables and JSON.</summary>
/// <param name="Field">Name in JSON; it never changes.</param>
/// <param name="Heading">In a table.</param>
/// <param name="Of">Null when the replay has none.</param>
/// <param name="Show">In a table.</param>
internal sealed record Figure(
    string Field,
    string Heading,
    Func<ReplayFigures, double?> Of,
    bool IsMoreBetter,
    Func<double, string> Show
)
{
    /// <summary>Of the bound; null when there is none for this figure.</summary>
    public Func<BoundFigures, double?> OfBound { get; init; } = _ => null;

    public double? Median(ImmutableArray<ReplayFigures> seeds) => Median(seeds.Select(Of));

    public double? Median(ImmutableArray<BoundFigures> seeds) => Median(seeds.Select(OfBound));

    public double? Worst(ImmutableArray<ReplayFigures> seeds)
    {
        var values = Sorted(seeds.Select(Of));
        return values.Length == 0 ? null
            : IsMoreBetter ? values[0]
            : values[^1];
    }

    private static double? Median(IEnumerable<double?> of)
    {
        var values = Sorted(of);
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private static double[] Sorted(IEnumerable<double?> values) => [.. values.OfType<double>().Order()];
}
