namespace Orchestrator.Profiler.Storage;

/// <summary>How fast a model was on a replica at one time. Speeds in tokens per second; 0 for unknown.</summary>
internal sealed class HistoryRow
{
    /// <summary>Sorts by time.</summary>
    public required Guid HistoryId { get; init; }

    public required long AtUnixMs { get; init; }

    public required string Replica { get; init; }

    public required string Digest { get; init; }

    public required string Model { get; init; }

    public required long Calls { get; init; }

    public required double Prefill { get; init; }

    public required double Decode { get; init; }

    public required double LoadSeconds { get; init; }

    public required long VramBytes { get; init; }
}
