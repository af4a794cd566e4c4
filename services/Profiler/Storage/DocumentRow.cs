namespace Orchestrator.Profiler.Storage;

/// <summary>A piece of JSON of one feature, which only that feature reads: plans, forecasts.</summary>
internal sealed class DocumentRow
{
    public required string Kind { get; init; }

    public required string Key { get; init; }

    public required string Json { get; set; }

    public required long UpdatedAtUnixMs { get; set; }
}
