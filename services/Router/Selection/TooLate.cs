namespace Orchestrator.Router.Selection;

/// <summary>
/// Whether a request is better refused at once: its answer would begin after its deadline, or nobody waits that long. The work
/// would be spent, and everybody behind it would wait for it.
/// </summary>
internal static class TooLate
{
    /// <param name="best">The place that is expected to be first.</param>
    /// <returns>After what time it would be in time, as far as is known now; null when it is in time.</returns>
    public static TimeSpan? Of(in ReplicaPlace best, SelectionRequest request, SelectionLimits limits)
    {
        var over = Math.Max(
            request.Deadline is { } deadline ? best.Finish.FirstToken - deadline.TotalSeconds : 0,
            best.Finish.Wait - limits.Patience.WaitMax.TotalSeconds
        );
        if (over <= 0)
        {
            return null;
        }

        var least = Math.Min(limits.BusyRetryAfter.TotalSeconds, limits.Patience.RetryAfterMax.TotalSeconds);
        return TimeSpan.FromSeconds(Math.Clamp(over, least, limits.Patience.RetryAfterMax.TotalSeconds));
    }
}
