namespace Orchestrator.Simulation.Figures;

/// <summary>
/// Counts durations in buckets that grow by a constant factor, so that any quantile is right to one percent whatever the
/// number of values, in constant memory. Source: Masson, Rim and Lee, "DDSketch", VLDB 2019, with the buckets fixed.
/// </summary>
public sealed class LogHistogram
{
    private const double Smallest = 1e-6;
    private const double Largest = 1e7;

    // A bucket's middle is at most one percent off all of its values.
    private const double Growth = 1.01 / 0.99;
    private static readonly double _scale = 1 / Math.Log(Growth);
    private static readonly int _size = (int)Math.Ceiling(Math.Log(Largest / Smallest) * _scale) + 2;

    private readonly long[] _counts = new long[_size];
    private long _endless;

    public long Count { get; private set; }

    /// <param name="seconds">From a microsecond to four months; what is beyond counts as the nearest of these.</param>
    public void Add(double seconds)
    {
        Count++;
        _counts[Bucket(seconds)]++;
    }

    /// <summary>A value that is larger than any other one: something that never happened.</summary>
    public void AddEndless()
    {
        Count++;
        _endless++;
    }

    /// <param name="share">0.5 is the median.</param>
    /// <returns>Seconds; infinity when the quantile falls on what never happened; 0 without values.</returns>
    public double Quantile(double share)
    {
        var rank = Math.Clamp((long)Math.Ceiling(share * Count), 1, Math.Max(1, Count));
        if (Count == 0 || rank > Count - _endless)
        {
            return Count == 0 ? 0 : double.PositiveInfinity;
        }

        var at = 0;
        var seen = _counts[0];
        while (seen < rank)
        {
            seen += _counts[++at];
        }

        return Middle(at);
    }

    private static int Bucket(double seconds) =>
        seconds <= Smallest ? 0 : Math.Min(_size - 1, 1 + (int)(Math.Log(seconds / Smallest) * _scale));

    private static double Middle(int bucket) => bucket == 0 ? Smallest : Smallest * Math.Pow(Growth, bucket - 0.5);
}
