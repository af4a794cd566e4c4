namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>What a run's row says of its state.</summary>
internal static class RunStates
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Stopped = "stopped";

    /// <summary>Held by nobody until somebody resumes it.</summary>
    public const string Paused = "paused";

    /// <summary>Given up: it had too many holders, or met a fault of ours. It can be replayed.</summary>
    public const string Dead = "dead";

    /// <summary>Of a step that is a decision without a model.</summary>
    public const string Decided = "decided";

    /// <summary>Those that a worker still has to do something about.</summary>
    public static readonly IReadOnlyCollection<string> Open = [Queued, Running];

    /// <summary>Those that have not ended.</summary>
    public static readonly IReadOnlyCollection<string> Unfinished = [Queued, Running, Paused];

    /// <summary>All that a run can be in.</summary>
    public static readonly IReadOnlyCollection<string> All = [.. Unfinished, Completed, Failed, Stopped, Dead];

    public static bool IsFinished(string state) => state is Completed or Failed or Stopped or Dead;
}
