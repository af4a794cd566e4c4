namespace Orchestrator.Benchmarks.Figures;

/// <summary>A figure over the rounds: the middle one, and from where to where it went.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    /// <summary>All NaN without values.</summary>
    public static Spread Of(IEnumerable<double> perRound)
    {
        var values = perRound.Where(double.IsFinite).ToList();
        return values.Count == 0
            ? new Spread(double.NaN, double.NaN, double.NaN)
            : new Spread(Percentiles.Median(values), values.Min(), values.Max());
    }
}
