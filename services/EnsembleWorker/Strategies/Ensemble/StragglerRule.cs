namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>How long a member is waited for once others have answered. Pure.</summary>
internal static class StragglerRule
{
    private const int QuorumMin = 2;

    /// <param name="member">The one that is not done.</param>
    /// <param name="done">Results that are there.</param>
    /// <param name="members">How many members there are.</param>
    /// <param name="options">Quorum, factor and minimum.</param>
    /// <returns>Null while too few have answered: then it is waited for as long as a step may take.</returns>
    public static TimeSpan? Patience(
        RunModel member,
        IEnumerable<StepResult> done,
        int members,
        EnsembleOptions options
    )
    {
        var times = done.Where(step => step.HasText)
            .Select(step => step.FinishedAt - step.StartedAt)
            // Clocks of two workers may differ; a time below zero is none.
            .Select(time => Math.Max(0, time.TotalSeconds))
            .Order()
            .ToList();
        if (times.Count < Math.Max(QuorumMin, members * options.StragglerQuorum))
        {
            return null;
        }

        var allowed = Math.Max(options.StragglerFactor * Median(times), options.StragglerMin.TotalSeconds);
        // The router knew of its queue and its load and wanted it all the same.
        var seconds = allowed + member.WaitSeconds + member.LoadSeconds;
        return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double Median(List<double> sorted) =>
        (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
