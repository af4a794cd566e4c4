namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>How far one watcher of a run is.</summary>
internal sealed class LiveCursor
{
    /// <summary>The next entry of the log that it gets.</summary>
    public required long NextSequence { get; set; }

    /// <summary>The writing of the answer that it follows, and what it has of it.</summary>
    public ulong Writing { get; set; }

    public int Content { get; set; }

    public int Thinking { get; set; }

    /// <summary>Number of the last progress that it has got.</summary>
    public long Progress { get; set; }
}
