namespace Orchestrator.Profiler.Storage;

/// <summary>What was last measured of a model on a replica.</summary>
internal sealed class MeasureRow
{
    public required string Replica { get; init; }

    public required string Digest { get; init; }

    public required string Model { get; set; }

    /// <summary>Of the lease under which <see cref="Live"/> was learned.</summary>
    public required long Epoch { get; set; }

    /// <summary>JSON; null for none. What was learned under earlier epochs is in <see cref="Baseline"/>.</summary>
    public string? Live { get; set; }

    public string? Baseline { get; set; }

    public required long UpdatedAtUnixMs { get; set; }
}
