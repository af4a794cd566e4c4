namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Why a run failed, where neither a step nor its strategy is the reason.</summary>
internal static class RunCauses
{
    public const string Stopped = "stopped";

    /// <summary>Nobody resumed it or replied to it for too long.</summary>
    public const string PausedTooLong = "paused_too_long";

    /// <summary>It was taken over too often: it may be what kills its holders.</summary>
    public const string TooManyTakeovers = "too_many_takeovers";

    /// <summary>A fault of ours.</summary>
    public const string InternalError = "internal_error";

    /// <summary>The worker's own limit.</summary>
    public const string TimedOut = "run_timed_out";

    /// <summary>The deadline of its request.</summary>
    public const string DeadlinePassed = "deadline_passed";
}
