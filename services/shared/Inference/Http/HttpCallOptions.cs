using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Inference.Http;

/// <summary>The limits of every call over HTTP. Each provider has a section of its own with these settings.</summary>
public class HttpCallOptions
{
    /// <summary>Time to reach a replica before it counts as unreachable.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Time from sending a question to the first byte of its answer. It covers the replica's queue, the load of the
    /// model (Ollama gives up on a load that stalls for 5 minutes) and the prompt.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "02:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Longest silence inside an answer. Ollama holds a tool call back until it is whole, so silence is not always a
    /// fault.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Time to the first byte of a question about the replica: lists, details, version.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan InfoTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait for the connection's end after the last line of an answer, so that it can be used again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:30", ConvertValueInInvariantCulture = true)]
    public TimeSpan EndOfAnswerTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest line of a streamed answer, in bytes. A line holds one token, or one whole tool call.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxLineBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Longest answer that comes in one piece (embeddings, lists, details), in bytes.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Bytes read of the body of an error.</summary>
    [Range(256, 1024 * 1024)]
    public int MaxErrorBytes { get; set; } = 16 * 1024;

    /// <summary>Connections to one replica at a time; the next call waits. Admission belongs to the worker, not here.</summary>
    [Range(1, 10_000)]
    public int MaxConnectionsPerReplica { get; set; } = 256;

    /// <summary>Age at which a connection is given up, so that a changed address is noticed.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
