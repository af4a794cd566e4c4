namespace Orchestrator.Simulation.Bounds;

/// <summary>
/// Looks for the largest limit that so many requests must miss that the quantile is above it. Each round tries a few
/// limits at once, so that the workload is read only a few times.
/// </summary>
/// <param name="share">0.95 looks for the p95.</param>
/// <param name="least">Seconds; limits below it are not tried.</param>
internal sealed class QuantileSearch(double share, double least)
{
    /// <summary>Rounds that bring the bracket from its widest to well below one percent.</summary>
    public const int Rounds = 5;

    private const int Tries = 5;
    private const double Lowest = 1e-4;
    private const double Highest = 1e6;

    private double _high = Highest;
    private LateCount[] _counts = [];

    /// <summary>0 while there is none.</summary>
    public double Found { get; private set; }

    public void BeginRound()
    {
        if (double.IsInfinity(least))
        {
            return;
        }

        var low = Math.Max(Math.Max(Found, least), Lowest);
        var step = Math.Pow(Math.Max(1, _high / low), 1.0 / (Tries + 1));
        _counts = [.. Enumerable.Range(1, Tries).Select(at => new LateCount(low * Math.Pow(step, at)))];
    }

    public void Add(double at, double work, double alone)
    {
        foreach (var count in _counts)
        {
            count.Add(at, work, alone);
        }
    }

    public void EndRound(long requests)
    {
        // The quantile is the value of this rank, so it is above a limit that all from this rank on must miss.
        var rank = Math.Clamp((long)Math.Ceiling(share * requests), 1, Math.Max(1, requests));
        foreach (var count in _counts)
        {
            if (count.Late <= requests - rank)
            {
                _high = count.Limit;
                return;
            }

            Found = count.Limit;
        }
    }
}
