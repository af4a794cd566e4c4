using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>How long a run may still take. Pure; pauses do not count.</summary>
internal static class RunTime
{
    /// <summary>It was not begun before its deadline: then it is not begun any more.</summary>
    public static bool CameTooLate(RunRow run) => run.DeadlineAtMs is { } due && run.StartedAtMs >= due;

    /// <summary>Also when a worker that had begun to end it died: only a resumption clears when the pause began.</summary>
    public static bool PausedTooLong(RunRow run, DateTimeOffset now, TimeSpan most) =>
        run.PausedAtMs is { } since && now - DateTimeOffset.FromUnixTimeMilliseconds(since) > most;

    /// <param name="run">As it was claimed.</param>
    /// <param name="limit">The worker's own, from the first start on.</param>
    /// <param name="grace">For concluding after the deadline, also when the run was taken over behind it.</param>
    /// <returns>The span, zero when no time is left, and whether it is the deadline that sets it.</returns>
    public static (TimeSpan Span, bool IsDeadline) Left(RunRow run, DateTimeOffset now, TimeSpan limit, TimeSpan grace)
    {
        var startedAt = DateTimeOffset.FromUnixTimeMilliseconds(run.StartedAtMs ?? run.CreatedAtMs);
        var left = startedAt + TimeSpan.FromMilliseconds(run.PausedMs) + limit - now;
        if (run.DeadlineAtMs is { } due)
        {
            var untilDue = DateTimeOffset.FromUnixTimeMilliseconds(due) - now;
            var untilCut = Positive(untilDue) + grace;
            if (untilCut < left)
            {
                return (untilCut, true);
            }
        }

        return (Positive(left), false);
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
