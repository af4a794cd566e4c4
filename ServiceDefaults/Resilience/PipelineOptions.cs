using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

/// <summary>From the outside in: total timeout, retries, breaker, timeout of one attempt.</summary>
public sealed class PipelineOptions
{
    /// <summary>All attempts and the waits between them.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "24:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>One attempt; a longer one has failed and may be retried.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "24:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts after the first one.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Wait before the first retry; it doubles, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether failures of one caller make all callers fail fast for a while.</summary>
    public bool HasBreaker { get; set; } = true;

    /// <summary>Share of failed attempts that opens the breaker.</summary>
    [Range(0.01, 1.0)]
    public double BreakerFailureRatio { get; set; } = 0.5;

    /// <summary>Attempts within <see cref="BreakerWindow"/> below which the breaker stays closed.</summary>
    [Range(2, 10_000)]
    public int BreakerMinimum { get; set; } = 10;

    /// <summary>Span over which the share of failures is counted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an open breaker lets nothing through.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BreakerBreak { get; set; } = TimeSpan.FromSeconds(5);
}
