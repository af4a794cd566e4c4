using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

/// <summary>Section "Logs:File": one JSON object per line, in files that are begun anew by size and by day (UTC).</summary>
public sealed class FileLogOptions
{
    /// <summary>Where the files go, relative to the content root. Empty: no file is written.</summary>
    public string? Directory { get; set; }

    /// <summary>A file that has reached this many bytes is followed by a new one.</summary>
    [Range(64 * 1024, 4L * 1024 * 1024 * 1024)]
    public long MaxFileBytes { get; set; } = 32L * 1024 * 1024;

    /// <summary>Files of this service that are kept, the current one included; the oldest ones are deleted.</summary>
    [Range(1, 10_000)]
    public int RetainedFiles { get; set; } = 10;

    /// <summary>Lines that may wait for the disk; further ones are dropped and counted rather than hold up a request.</summary>
    [Range(16, 1_000_000)]
    public int QueueLength { get; set; } = 8192;

    /// <summary>Characters of one text within a line (message, exception, value); the rest is cut.</summary>
    [Range(256, 1024 * 1024)]
    public int MaxTextLength { get; set; } = 16 * 1024;

    /// <summary>How long the end of the process waits for the last lines to be written.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan FlushLimit { get; set; } = TimeSpan.FromSeconds(5);
}
