using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Placement.Outcomes;

/// <summary>How results of attempts leave this process: in the background, bounded, never on a request's path.</summary>
public sealed class OutcomeOptions
{
    public const string SectionName = "Outcomes";

    /// <summary>Outcomes in one message to Learning, and attempt reports in one message to a router.</summary>
    [Range(1, 200)]
    public int BatchSize { get; set; } = 200;

    /// <summary>How long the first outcome of a batch waits for company.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan BatchWait { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Outcomes that wait for the bus; the oldest is dropped, and counted, when one more comes.</summary>
    [Range(1, 10_000_000)]
    public int QueueLength { get; set; } = 20_000;

    /// <summary>Time for the bus to take one batch.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait before a batch that the bus did not take is sent again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan RetryWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Attempt reports that wait for one router; the oldest is dropped, and counted, when one more comes.</summary>
    [Range(1, 1_000_000)]
    public int ReportQueueLength { get; set; } = 1024;

    /// <summary>How long the first report of a batch waits for company: short, for breakers live on them.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan ReportWait { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Time for a router to take one batch of reports.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan ReportDeadline { get; set; } = TimeSpan.FromSeconds(2);
}
