using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Gateway.Runs;

/// <summary>What bounds a run at this gateway; the way to a model has limits of its own (section "Placement").</summary>
public sealed class RunLimits
{
    public const string SectionName = "Gateway:Runs";

    /// <summary>Requests that run at once; the next one is refused with 503 before its body is read.</summary>
    [Range(1, 1_000_000)]
    public int MaxConcurrent { get; set; } = 1024;

    /// <summary>Server-sent events only: without a token for this long, a comment shows that the run lives.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan HeartbeatAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A client that takes nothing of its answer for this long is cut off, and the replica is freed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SlowReaderTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Characters of an answer that is collected because the client wants it whole; a longer one is an error.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxCollectedChars { get; set; } = 16 * 1024 * 1024;
}
