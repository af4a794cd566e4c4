using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

/// <summary>Limits of every gRPC call between processes. Section "Grpc".</summary>
public sealed class GrpcDefaultsOptions
{
    public const string SectionName = "Grpc";

    /// <summary>Deadline of a unary call whose caller named none. Streams get none: they end with their work.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan UnaryDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest single message, sent or received, in bytes.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Calls that one HTTP/2 connection carries at once; clients open another connection above it.</summary>
    [Range(1, 10_000)]
    public int MaxStreamsPerConnection { get; set; } = 250;

    /// <summary>How long a peer may take to accept a connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Silence on a connection after which it is asked whether it lives.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan KeepAlivePingDelay { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long that question may stay unanswered before the connection is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan KeepAlivePingTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries of one call over all addresses of a service, the first one included; 1 never retries.</summary>
    [Range(1, 5)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>Wait before the second try; it doubles, with jitter, up to <see cref="RetryBackoffMax"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RetryBackoff { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Longest wait before a call is retried at another address.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryBackoffMax { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Retry budget of a channel: a failure takes one, a success gives a tenth back; below half, nothing is retried.</summary>
    [Range(1, 1000)]
    public int RetryBudget { get; set; } = 100;

    /// <summary>Bytes of one call's request that are kept for a retry; a larger request is tried once.</summary>
    [Range(0, 64 * 1024 * 1024)]
    public long RetryBufferPerCallBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes that all calls of a channel may keep for retries.</summary>
    [Range(0, 1024 * 1024 * 1024)]
    public long RetryBufferBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>First wait before a dead address is dialled again; it doubles up to <see cref="ReconnectBackoffMax"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ReconnectBackoff { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest wait between two attempts to reach a lost peer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan ReconnectBackoffMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often names among the addresses of a service are looked up again, so that new instances get calls.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AddressRefresh { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Channels to single addresses that are kept; above it the one unused for longest is forgotten.</summary>
    [Range(1, 100_000)]
    public int MaxChannels { get; set; } = 1024;
}
