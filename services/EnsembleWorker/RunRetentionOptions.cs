using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>How long runs are kept.</summary>
public sealed class RunRetentionOptions
{
    /// <summary>How long a finished run is kept, with its steps and its log.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a run may be paused; then it ends as stopped, and is kept for the period above.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan PausedPeriod { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Time between two rounds of deleting.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Runs that one statement deletes.</summary>
    [Range(1, 10_000)]
    public int Batch { get; set; } = 200;

    /// <summary>Statements of one round; the rest waits for the next one.</summary>
    [Range(1, 10_000)]
    public int BatchesPerRound { get; set; } = 20;
}
