using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

/// <summary>How a service comes to its tables at start. Section "Database".</summary>
public sealed class DatabaseOptions
{
    public const string SectionName = "Database";

    /// <summary>How long a start waits for a database that does not answer; then the process ends with exit code 1.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StartWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Pause before the second try; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest pause between two tries.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan RetryPauseMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one statement of a migration may take, and how long a start waits for another process that migrates.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan MigrationLimit { get; set; } = TimeSpan.FromMinutes(10);
}
