namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>What a run's row says of its state.</summary>
internal static class RunStates
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Stopped = "stopped";

    /// <summary>Those that a worker still has to do something about.</summary>
    public static readonly IReadOnlyCollection<string> Open = [Queued, Running];

    public static bool IsFinished(string state) => state is Completed or Failed or Stopped;
}
