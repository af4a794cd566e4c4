namespace Orchestrator.Profiler.Storage;

/// <summary>A model that was seen.</summary>
internal sealed class ModelRow
{
    public required string Name { get; init; }

    public required string Digest { get; init; }

    /// <summary>What replicas say of it, as JSON.</summary>
    public required string Facts { get; set; }

    public string Licence { get; set; } = "";

    public required long FirstSeenAtUnixMs { get; set; }

    public required long LastSeenAtUnixMs { get; set; }
}
