namespace Orchestrator.Profiler.Planning.Demand;

/// <summary>
/// What is asked of one model, bin by bin, and what will be asked of it: a usual rate per hour of the week, drawn towards
/// the hour of the day and the mean while the week is little known, and on top of it how far the last bins were off, with a
/// damped trend (Gardner and McKenzie, "Forecasting trends in time series", Management Science 31, 1985). Pure and of
/// constant size.
/// </summary>
internal sealed record DemandForecast
{
    public const int HoursOfDay = 24;
    public const int HoursOfWeek = 168;

    /// <summary>Length of a bin.</summary>
    public static readonly TimeSpan Bin = TimeSpan.FromMinutes(10);

    // Found on the generated day and night of the tests' tuning seeds; figures are in docs/placement.md.
    private const double TrendDamping = 0.9;
    private const double TrendGain = 0.01;
    private const double DayTrust = 1.5;
    private const double WeekTrust = 4;
    private const double DayRate = 0.05;
    private const double WeekRate = 0.06;
    private const double MeanRate = 1.0 / 4;
    private const int BinsMax = 1_000_000;

    public static readonly DemandForecast Empty = new();

    public HourProfile Day { get; init; } = HourProfile.Empty(HoursOfDay);

    public HourProfile Week { get; init; } = HourProfile.Empty(HoursOfWeek);

    /// <summary>Bins that were counted.</summary>
    public int Bins { get; init; }

    /// <summary>Calls per bin over the last hours.</summary>
    public double Mean { get; init; }

    /// <summary>How far the newest bins were above what is usual at their hour, in calls per bin.</summary>
    public double Level { get; init; }

    /// <summary>Change of the level per bin.</summary>
    public double Trend { get; init; }

    /// <summary>How long a level lasts.</summary>
    public Persistence Persistence { get; init; } = Persistence.Unknown;

    /// <summary>Start of the newest bin.</summary>
    public DateTimeOffset? LastBin { get; init; }

    /// <summary>The start of the bin that holds a moment.</summary>
    public static DateTimeOffset BinOf(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % Bin.Ticks), TimeSpan.Zero);

    /// <summary>A bin has ended. Bins come in order; those that nobody counted are left out.</summary>
    /// <param name="start">Of the bin.</param>
    /// <param name="calls">In it.</param>
    public DemandForecast With(DateTimeOffset start, double calls)
    {
        var before = Decayed(start);
        var off = calls - before.Usual(start);
        var persistence = Persistence.With(off);
        var gain = persistence.Gain;
        var level = (gain * off) + ((1 - gain) * (before.Level + before.Trend));
        var trend = (TrendGain * (level - before.Level)) + ((1 - TrendGain) * before.Trend);
        var bins = Math.Min(Bins + 1, BinsMax);
        return this with
        {
            Bins = bins,
            Mean = Mean + (Math.Max(1.0 / bins, MeanRate) * (calls - Mean)),
            Day = Day.With(HourOfDay(start), calls, DayRate),
            Week = Week.With(HourOfWeek(start), calls, WeekRate),
            Level = level,
            Trend = trend,
            Persistence = persistence,
            LastBin = start,
        };
    }

    /// <returns>Calls expected in the bin that begins then; never negative.</returns>
    public double Expect(DateTimeOffset start)
    {
        var ahead = Math.Max(0, BinsFrom(LastBin ?? start, start));
        var damped = Math.Pow(Persistence.Fading, ahead);
        var risen = TrendDamping * (1 - Math.Pow(TrendDamping, ahead)) / (1 - TrendDamping);
        return Math.Max(0, Usual(start) + (damped * Level) + (risen * Trend));
    }

    /// <returns>Calls per second expected from now on.</returns>
    public double RateOver(DateTimeOffset now, TimeSpan horizon)
    {
        var (calls, bins) = (0.0, 0);
        for (var start = BinOf(now); start < now + horizon; start += Bin)
        {
            calls += Expect(start);
            bins++;
        }

        return bins == 0 ? 0 : calls / (bins * Bin.TotalSeconds);
    }

    /// <summary>False for what no run of bins can have left: it comes from storage.</summary>
    public bool IsSound() =>
        Day?.IsOf(HoursOfDay) == true
        && Week?.IsOf(HoursOfWeek) == true
        && Bins is >= 0 and <= BinsMax
        && Persistence?.IsSound() == true
        && double.IsFinite(Mean)
        && double.IsFinite(Level)
        && double.IsFinite(Trend);

    private double Usual(DateTimeOffset start)
    {
        var ofDay = Day.Expect(HourOfDay(start), Mean, DayTrust);
        return Week.Expect(HourOfWeek(start), ofDay, WeekTrust);
    }

    // Over a gap the newest bins say less and less; what is usual stays.
    private DemandForecast Decayed(DateTimeOffset start)
    {
        var bins = LastBin is { } last ? Math.Max(1, BinsFrom(last, start)) : 1;
        return this with
        {
            Level = Level * Math.Pow(Persistence.Fading, bins),
            Trend = Trend * Math.Pow(TrendDamping, bins),
        };
    }

    private static double BinsFrom(DateTimeOffset from, DateTimeOffset to) => (double)(to - from).Ticks / Bin.Ticks;

    private static int HourOfDay(DateTimeOffset at) => at.UtcDateTime.Hour;

    private static int HourOfWeek(DateTimeOffset at) => ((int)at.UtcDateTime.DayOfWeek * HoursOfDay) + HourOfDay(at);
}
