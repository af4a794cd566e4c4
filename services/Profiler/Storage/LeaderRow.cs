namespace Orchestrator.Profiler.Storage;

/// <summary>Who leads the profilers. The row stays after a release, because it remembers the last term.</summary>
internal sealed class LeaderRow
{
    public required string Role { get; init; }

    public required string Holder { get; set; }

    /// <summary>Goes up with each change of leader.</summary>
    public required long Term { get; set; }

    public required long ExpiresAtUnixMs { get; set; }

    /// <summary>Goes up with each write: of two profilers that write at once, one fails.</summary>
    public long Version { get; set; }
}
