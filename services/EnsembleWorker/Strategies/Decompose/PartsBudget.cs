namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>How many parts can still be answered so that something is left for the answer. Pure.</summary>
internal static class PartsBudget
{
    /// <summary>
    /// Of each kind of budget one average step is kept for the final answer, where at least one part has been or will be answered. What
    /// an average step takes, the steps so far say; the steps that came from a cache took nothing and say nothing.
    /// </summary>
    /// <param name="left">What the run may still use.</param>
    /// <param name="done">Steps that were carried out.</param>
    /// <param name="wanted">Parts that could be answered now.</param>
    /// <param name="atOnce">True when they take the time of one of them.</param>
    public static int Affordable(BudgetLeft left, IReadOnlyList<StepResult> done, int wanted, bool atOnce)
    {
        var used = done.Where(step => step.Calls > 0).ToList();
        var steps = Math.Max(used.Count, 1);
        double[] most =
        [
            left.Calls,
            Steps(left.Tokens, used.Sum(step => (double)step.PromptTokens + step.OutputTokens) / steps),
            Steps(left.GpuSeconds, used.Sum(step => step.GpuSeconds) / steps),
            Times(Steps(left.WallTime.TotalSeconds, used.Sum(Seconds) / steps), atOnce),
        ];
        return (int)Math.Clamp(Math.Floor(most.Min()) - 1, 0, wanted);
    }

    private static double Times(double steps, bool atOnce) => atOnce && steps >= 2 ? double.MaxValue : steps;

    private static double Seconds(StepResult step) => Math.Max(0, (step.FinishedAt - step.StartedAt).TotalSeconds);

    private static double Steps(double left, double each) =>
        left <= 0 ? 0
        : each <= 0 ? double.MaxValue
        : left / each;
}
