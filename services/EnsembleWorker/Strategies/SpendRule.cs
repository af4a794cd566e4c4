using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>
/// How strategies plan by their budget. Before the first step they plan by the calls that the request allows, which are the same in every
/// try of a run. Later they ask whether what is left allows further steps; what is left depends on when one looks, so the answer is kept by
/// <see cref="IRunSteps.DecideAsync"/>. Pure: what comes next is taken to be like what was.
/// </summary>
internal static class SpendRule
{
    /// <summary>Calls of the whole run; at least one, because a run that may do nothing ends with its first step.</summary>
    public static int CallsOf(StartRunRequest request) =>
        request.Budget is { HasCalls: true } budget ? (int)Math.Clamp(budget.Calls, 1, int.MaxValue) : int.MaxValue;

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

    /// <summary>How many of the wanted steps fit so that one more, which writes the answer, fits behind them.</summary>
    /// <param name="left">What may still be used.</param>
    /// <param name="wanted">Steps that could be carried out now.</param>
    /// <param name="atOnce">True when they take the time of one of them.</param>
    /// <param name="soFar">Steps of this run.</param>
    public static int Affordable(BudgetLeft left, int wanted, bool atOnce, IReadOnlyList<StepResult> soFar)
    {
        var count = wanted;
        while (count > 0 && !Allows(left, count + 1, (atOnce ? 1 : count) + 1, soFar))
        {
            count--;
        }

        return count;
    }

    private static double Mean(List<StepResult> steps, Func<StepResult, double> of) =>
        steps.Select(of).DefaultIfEmpty().Average();

    private static double Seconds(StepResult step) => Math.Max(0, (step.FinishedAt - step.StartedAt).TotalSeconds);
}
