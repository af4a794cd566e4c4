using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>How runs are told to watchers and to the bus.</summary>
public sealed class RunWatchOptions
{
    /// <summary>Watchers of runs at once.</summary>
    [Range(1, 100_000)]
    public int MaxWatchers { get; set; } = 2048;

    /// <summary>Time between two pieces of the answer, or words of progress, for one watcher; 20 ms are 50 a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan LiveInterval { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Entries of a running run's log that are kept in memory; who needs older ones gets them from the database.</summary>
    [Range(1, 100_000)]
    public int KeptEntries { get; set; } = 64;

    /// <summary>Characters of those entries; the latest entry is always kept.</summary>
    [Range(1_000, 1_000_000_000)]
    public int KeptCharacters { get; set; } = 65_536;

    /// <summary>How often this worker asks the database for the runs that are watched here and held by nobody, all at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often it looks into the shared cache in between, each time for HintBatch of them.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan HintInterval { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Runs that one look into the shared cache is for; the next look is for the next ones.</summary>
    [Range(1, 10_000)]
    public int HintBatch { get; set; } = 64;

    /// <summary>Entries of a log that are read at once.</summary>
    [Range(1, 10_000)]
    public int LogPage { get; set; } = 50;

    /// <summary>Characters in one piece of an answer; what a slow watcher has missed comes in pieces of this size.</summary>
    [Range(256, 1_000_000)]
    public int MaxPieceCharacters { get; set; } = 32_768;

    /// <summary>Messages that wait for the bus; the oldest is lost when another one comes. The log has them all.</summary>
    [Range(1, 1_000_000)]
    public int NoticeQueue { get; set; } = 1024;
}
