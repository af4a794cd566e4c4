using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

/// <summary>Limits of the message bus. Section "Bus"; the broker is ConnectionStrings:messaging.</summary>
public sealed class BusOptions
{
    public const string SectionName = "Bus";

    /// <summary>Messages that one queue hands to this process before the first of them is acknowledged.</summary>
    [Range(1, 1000)]
    public int PrefetchCount { get; set; } = 16;

    /// <summary>Tries after the first one; a message that fails them all goes to the queue's error queue.</summary>
    [Range(0, 20)]
    public int RetryLimit { get; set; } = 4;

    /// <summary>Wait before the first retry; it doubles up to <see cref="RetryIntervalMax"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between two tries of one message.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan RetryIntervalMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request over the bus waits for its answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the start of the process waits for the broker.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan StartLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long consumers may take to finish their messages when the process stops.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan StopLimit { get; set; } = TimeSpan.FromSeconds(5);
}
