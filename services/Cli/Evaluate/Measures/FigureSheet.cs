namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>All rows with all figures and their intervals.</summary>
/// <param name="Rows">By row, then by <see cref="Metric"/>.</param>
internal sealed record FigureSheet(
    IReadOnlyList<string> Names,
    Interval[][] Rows,
    IReadOnlyList<Comparison> Comparisons
)
{
    private static readonly Metric[] _compared =
    [
        Metric.Score,
        Metric.Quarter,
        Metric.Half,
        Metric.ThreeQuarters,
        Metric.Area,
        Metric.Apgr,
        Metric.Cpt50,
        Metric.Cpt80,
    ];

    private static readonly (string Row, string Against)[] _pairs =
    [
        (RowNames.Learned, RowNames.Length),
        (RowNames.Learned, RowNames.BestSingle),
        (RowNames.Learned, RowNames.BestMix),
        (RowNames.Learned, RowNames.Random),
    ];

    public Interval Of(string row, Metric metric) =>
        Rows[Names.Index().First(name => name.Item == row).Index][(int)metric];

    public static FigureSheet Of(
        Scene scene,
        IReadOnlyList<IMeasured> rows,
        int resamples,
        int seed,
        CancellationToken cancellationToken
    )
    {
        string[] names = [.. rows.Select(row => row.Name)];
        var pairs = _pairs
            .Select(pair => (Row: Array.IndexOf(names, pair.Row), Against: Array.IndexOf(names, pair.Against)))
            .Where(pair => pair.Row >= 0 && pair.Against >= 0)
            .ToArray();
        var intervals = DomainBootstrap.Of(
            weights => Figures(scene, rows, pairs, weights),
            scene.Set.Domains.Length,
            resamples,
            new Random(seed),
            cancellationToken
        );
        Interval[][] byRow = [.. intervals.Take(rows.Count * Metrics.Count).Chunk(Metrics.Count)];
        var differences = intervals.Skip(rows.Count * Metrics.Count).ToArray();
        var comparisons = pairs.SelectMany(
            (pair, i) =>
                _compared.Select(
                    (metric, j) =>
                        new Comparison(
                            names[pair.Row],
                            names[pair.Against],
                            metric,
                            differences[(i * _compared.Length) + j]
                        )
                )
        );
        return new FigureSheet(names, byRow, [.. comparisons.Where(IsComparable)]);
    }

    // The score of lots is told for half of the calls and not for the best single model's cost.
    private static bool IsComparable(Comparison comparison) =>
        comparison.Difference.IsKnown && !(comparison.Against == RowNames.Random && comparison.Metric == Metric.Score);

    private static double[] Figures(
        Scene scene,
        IReadOnlyList<IMeasured> rows,
        (int Row, int Against)[] pairs,
        double[] weights
    )
    {
        var singles = scene.Singles(weights);
        double[][] figures = [.. rows.Select(row => row.Measure(weights, singles))];
        var differences = pairs.SelectMany(pair =>
            _compared.Select(metric => figures[pair.Row][(int)metric] - figures[pair.Against][(int)metric])
        );
        return [.. figures.SelectMany(row => row), .. differences];
    }
}
