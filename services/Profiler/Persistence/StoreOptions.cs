using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Profiler.Persistence;

/// <summary>What the profiler writes to its database, and how often.</summary>
public sealed class StoreOptions
{
    public const string SectionName = "Profiler:Store";

    /// <summary>How often the leader writes what has changed of measures and models.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan WriteInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Rows that one round writes at most; what is left waits for the next round.</summary>
    [Range(1, 100_000)]
    public int RowsPerWriteMax { get; set; } = 2_000;

    /// <summary>How often this profiler looks whether another one has changed what workers and models are told.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the speeds that have changed are added to the history.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan HistoryInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>History that is older than this keeps one row per day, model and replica.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan HistoryFullFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>History, edits and models that nobody has seen since are deleted when they are older than this.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(180);

    /// <summary>Measures, and models, that a start reads, the newest first; older ones are measured anew.</summary>
    [Range(1, 10_000_000)]
    public int RestoredRowsMax { get; set; } = 250_000;
}
