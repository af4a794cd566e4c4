namespace Orchestrator.Profiler.Tests.Planning.Demand;

/// <summary>Calls per bin of a model with day and night, quieter weekends, bursts and slow growth, drawn by seed.</summary>
internal static class GeneratedDays
{
    public const int BinsOfDay = 144;

    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset Start = new(2030, 1, 7, 0, 0, 0, TimeSpan.Zero);

    public static double[] Calls(int seed, int days, double growthPerDay = 0.01)
    {
        var random = new Random(seed);
        var burst = 0.0;
        return
        [
            .. Enumerable
                .Range(0, days * BinsOfDay)
                .Select(bin =>
                {
                    // Bursts last: half an hour, on average.
                    burst = (0.7 * burst) + (0.35 * Normal(random));
                    var rate = Usual(bin) * Math.Exp(burst) * (1 + (growthPerDay * bin / BinsOfDay));
                    return Math.Max(0, Math.Round(rate + (Math.Sqrt(rate) * Normal(random))));
                }),
        ];
    }

    private static double Usual(int bin)
    {
        var (day, hour) = (bin / BinsOfDay % 7, bin % BinsOfDay / 6);
        var rate = hour is >= 8 and < 19 ? 60.0 : 4.0;
        return day >= 5 ? rate * 0.3 : rate;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
