using Orchestrator.Benchmarks.Load;

namespace Orchestrator.Benchmarks.Figures;

/// <summary>One target under one load in one round. Times in milliseconds.</summary>
internal sealed record Segment
{
    private const double NanosecondsPerMillisecond = 1_000_000;
    private const double HalfOfAll = 0.5;
    private const double NearlyAll = 0.99;

    public required string Scenario { get; init; }

    public required string Target { get; init; }

    public required int Round { get; init; }

    public required int Answered { get; init; }

    public required int Failed { get; init; }

    public string? FirstFailure { get; init; }

    public required double Seconds { get; init; }

    public required Quantiles Latency { get; init; }

    public required Quantiles FirstToken { get; init; }

    /// <summary>From the stub to the client, for each piece of text.</summary>
    public required Quantiles Transit { get; init; }

    /// <summary>How much later than planned the generator sent.</summary>
    public required Quantiles Lateness { get; init; }

    /// <summary>Processor time by process: "stub", "generator", and those of the target.</summary>
    public IReadOnlyDictionary<string, double> CpuSeconds { get; init; } = new Dictionary<string, double>();

    public IReadOnlyDictionary<string, double> AllocatedBytes { get; init; } = new Dictionary<string, double>();

    /// <summary>Processor time that others took meanwhile, as a share of the machine.</summary>
    public double ForeignShare { get; init; }

    public double PerSecond => Answered / Seconds;

    public static Segment Of(string scenario, string target, int round, LoadLog log, double seconds) =>
        new()
        {
            Scenario = scenario,
            Target = target,
            Round = round,
            Answered = log.Latencies.Count,
            Failed = log.Failed,
            FirstFailure = log.FirstFailure,
            Seconds = seconds,
            Latency = Summarise(log.Latencies),
            FirstToken = Summarise(log.FirstTokens),
            Transit = Summarise(log.Transits),
            Lateness = Summarise(log.Lateness),
        };

    private static Quantiles Summarise(List<double> nanoseconds)
    {
        nanoseconds.Sort();
        return new Quantiles(
            Percentiles.Of(nanoseconds, HalfOfAll) / NanosecondsPerMillisecond,
            Percentiles.Of(nanoseconds, NearlyAll) / NanosecondsPerMillisecond
        );
    }
}

/// <summary>Milliseconds.</summary>
internal sealed record Quantiles(double P50, double P99)
{
    public static Quantiles operator -(Quantiles left, Quantiles right) =>
        new(left.P50 - right.P50, left.P99 - right.P99);
}
