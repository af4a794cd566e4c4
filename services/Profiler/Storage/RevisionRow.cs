namespace Orchestrator.Profiler.Storage;

/// <summary>A number that grows with each change of some tables, so that other profilers notice with one small read.</summary>
internal sealed class RevisionRow
{
    public required string Name { get; init; }

    public required long Value { get; set; }
}

internal static class RevisionNames
{
    /// <summary>Replicas that were added, drains, plans: what workers are told.</summary>
    public const string Orders = "orders";

    /// <summary>What operators set for models.</summary>
    public const string Settings = "settings";

    /// <summary>Scores of probes.</summary>
    public const string Scores = "scores";

    public static readonly string[] All = [Orders, Settings, Scores];
}
