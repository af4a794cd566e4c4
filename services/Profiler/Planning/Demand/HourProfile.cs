namespace Orchestrator.Profiler.Planning.Demand;

/// <summary>What is usual at each hour of a cycle: an exponentially weighted mean per hour, and how much it rests on.</summary>
/// <param name="Means">Calls per bin.</param>
/// <param name="Counts">Bins that were seen of each hour, up to <see cref="CountsMax"/>.</param>
internal sealed record HourProfile(double[] Means, int[] Counts)
{
    private const int CountsMax = 1_000_000;

    public static HourProfile Empty(int hours) => new(new double[hours], new int[hours]);

    /// <summary>The mean of an hour, drawn towards what is known more generally while little was seen of it.</summary>
    /// <param name="hour">Of the cycle.</param>
    /// <param name="general">What would be expected without this profile.</param>
    /// <param name="trust">Bins after which both count the same.</param>
    public double Expect(int hour, double general, double trust)
    {
        var weight = Counts[hour] / (Counts[hour] + trust);
        return (weight * Means[hour]) + ((1 - weight) * general);
    }

    /// <param name="rate">Share of a new value once the hour is well known; before, all of its values count the same.</param>
    public HourProfile With(int hour, double value, double rate)
    {
        var (means, counts) = ((double[])Means.Clone(), (int[])Counts.Clone());
        counts[hour] = Math.Min(counts[hour] + 1, CountsMax);
        means[hour] += Math.Max(1.0 / counts[hour], rate) * (value - means[hour]);
        return new HourProfile(means, counts);
    }

    /// <summary>False for what no profile of this length can be: it comes from storage.</summary>
    public bool IsOf(int hours) =>
        Means?.Length == hours
        && Counts?.Length == hours
        && Means.All(mean => double.IsFinite(mean) && mean >= 0)
        && Counts.All(count => count is >= 0 and <= CountsMax);
}
