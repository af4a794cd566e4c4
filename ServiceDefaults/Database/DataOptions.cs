using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

/// <summary>Where files of this process live. Section "Data".</summary>
public sealed class DataOptions
{
    public const string SectionName = "Data";

    /// <summary>Relative to the content root. Unset: ORCHESTRATOR_DATA_DIRECTORY, or "data".</summary>
    public string? Directory { get; set; }

    /// <summary>How long a statement waits while another connection writes to the same SQLite file; whole seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
