namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>Whether further steps fit into what a run may still use. Pure: what comes next is taken to be like what was.</summary>
internal static class SpendRule
{
    /// <param name="left">What may still be used.</param>
    /// <param name="calls">Model calls that are wanted.</param>
    /// <param name="inTurn">How many of them wait for one another.</param>
    /// <param name="soFar">Steps of this run; without any only the number of calls is known.</param>
    public static bool Allows(BudgetLeft left, int calls, int inTurn, IEnumerable<StepResult> soFar)
    {
        var seen = soFar.Where(step => step.IsCompleted && !step.IsCached).ToList();
        return !left.IsNothing
            && calls <= left.Calls
            && calls * Mean(seen, step => step.PromptTokens + (double)step.OutputTokens) <= left.Tokens
            && calls * Mean(seen, step => step.GpuSeconds) <= left.GpuSeconds
            && inTurn * Mean(seen, Seconds) <= left.WallTime.TotalSeconds;
    }

    private static double Mean(List<StepResult> steps, Func<StepResult, double> of) =>
        steps.Select(of).DefaultIfEmpty().Average();

    private static double Seconds(StepResult step) => Math.Max(0, (step.FinishedAt - step.StartedAt).TotalSeconds);
}
