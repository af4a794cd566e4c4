using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Steps;

/// <summary>Which models a step asks in turn, and what becomes of it. Pure.</summary>
internal static class StepTries
{
    public static StepFailure BudgetExhausted { get; } =
        new(StepCauses.BudgetExhausted, "The run has used what it may use.");

    /// <summary>Each once: a model that has failed does not take its own place.</summary>
    public static IEnumerable<string> Models(StepOrder order) =>
        order.Instead.Prepend(order.Model).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>A model that failed is replaced; a step whose time, budget or use is over is not.</summary>
    public static bool MayReplace(StepResult result) =>
        !result.IsCompleted
        && result.Cause
            is not (StepCauses.BudgetExhausted or StepCauses.CutOff or StepCauses.TimedOut or "deadline_passed");

    public static StepResult NotCalled(StepOrder order, string model, StepFailure why) =>
        new()
        {
            Step = order.Name,
            Model = model,
            Cause = why.Cause,
            Message = why.Message,
            Calls = 0,
        };

    /// <summary>The last try's result, with what all of them used and who failed before.</summary>
    /// <param name="tries">At least one, in their order.</param>
    public static StepResult Sum(IReadOnlyList<StepResult> tries) =>
        tries[^1] with
        {
            Attempts = tries.Sum(result => result.Attempts),
            Calls = tries.Sum(result => result.Calls),
            PromptTokens = Tokens(tries.Sum(result => (long)result.PromptTokens)),
            OutputTokens = Tokens(tries.Sum(result => (long)result.OutputTokens)),
            GpuSeconds = tries.Sum(result => result.GpuSeconds),
            Replaced = [.. tries.SkipLast(1).Select(result => new Replaced(result.Model, result.Cause))],
        };

    private static int Tokens(long count) => (int)Math.Min(count, int.MaxValue);
}
