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

    /// <summary>How long the start of the process waits for the broker; after that it starts without it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan StartLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time for the broker to take a connection.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection on which nothing came for about twice as long is lost.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Deliveries of one message that may end without a word, because the consumer or the broker died; then it goes to the
    /// queue's dead letters. Fixed when the queue is made.
    /// </summary>
    [Range(1, 1000)]
    public int DeliveryLimit { get; set; } = 20;

    /// <summary>Bytes of messages in one queue; a further message is refused and stays with its sender. Fixed when the queue is made.</summary>
    [Range(1_000_000, 1_000_000_000_000)]
    public long QueueBytesMax { get; set; } = 1_000_000_000;

    /// <summary>Messages in one queue of dead letters; the oldest gives way. Fixed when the queue is made.</summary>
    [Range(1, 10_000_000)]
    public int DeadLettersMax { get; set; } = 10_000;

    /// <summary>How long consumers may take to finish their messages when the process stops.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan StopLimit { get; set; } = TimeSpan.FromSeconds(5);
}
