namespace Orchestrator.Cli.Simulate.Results;

/// <summary>
/// A figure of one policy over that of another, seed by seed, so that both met the same requests: below 1 where less is
/// better and the first policy has less.
/// </summary>
internal static class FigureRatio
{
    /// <returns>Null when neither ever answered, or there is no figure.</returns>
    public static double? Median(Figure figure, PolicyResult of, PolicyResult over)
    {
        var ratios = Sorted(figure, of, over);
        return ratios.Length == 0 ? null : (ratios[(ratios.Length - 1) / 2] + ratios[ratios.Length / 2]) / 2;
    }

    /// <summary>The highest, because less is better of all that is compared.</summary>
    public static double? Worst(Figure figure, PolicyResult of, PolicyResult over)
    {
        var ratios = Sorted(figure, of, over);
        return ratios.Length == 0 ? null : ratios[^1];
    }

    private static double[] Sorted(Figure figure, PolicyResult of, PolicyResult over) =>
        [
            .. of
                .Seeds.Zip(over.Seeds, (one, other) => Ratio(figure.Of(one), figure.Of(other)))
                .OfType<double>()
                .Where(ratio => !double.IsNaN(ratio))
                .Order(),
        ];

    // What never happened is infinite: then the ratio is 0 or infinite, and nothing where neither did.
    private static double? Ratio(double? one, double? other) => one / other;
}
