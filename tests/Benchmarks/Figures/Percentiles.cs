namespace Orchestrator.Benchmarks.Figures;

/// <summary>Order statistics. Pure.</summary>
internal static class Percentiles
{
    /// <summary>The smallest value that at least this share of all values does not exceed (nearest rank).</summary>
    /// <param name="sorted">Ascending.</param>
    /// <param name="share">Above 0, at most 1.</param>
    /// <returns>NaN when there are no values.</returns>
    public static double Of(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    /// <summary>Between two middle ones, their mean.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
