namespace Orchestrator.Profiler.Storage;

/// <summary>What operators set for a model, by its name.</summary>
internal sealed class SettingsRow
{
    public required string Model { get; init; }

    /// <summary>Tasks with commas.</summary>
    public string OptimalFor { get; set; } = "";

    public int Priority { get; set; }

    public bool Enabled { get; set; }

    public long VramRequiredBytes { get; set; }

    public bool Pinned { get; set; }

    public long Revision { get; set; }
}
