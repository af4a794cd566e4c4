using Orchestrator.Contracts;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>What the logs of all strategies say of a step in the same words. Pure.</summary>
internal static class StepNotes
{
    /// <summary>A model that says nothing has no answer, however well its call went.</summary>
    public static bool HasAnswer(StepResult step) => step.IsCompleted && !string.IsNullOrWhiteSpace(step.Text);

    /// <summary>For steps whose text is told elsewhere: null unless it failed.</summary>
    public static RunNote? FailureOnly(StepResult step) => step.IsCompleted ? null : Failure(step);

    public static RunNote Failure(StepResult step) =>
        new(
            EventNames.Error,
            PayloadJson.Of(
                new
                {
                    step.Step,
                    step.Model,
                    step.Replica,
                    step.Cause,
                    step.Message,
                    step.Replaced,
                }
            )
        );

    /// <summary>One step in the list "members" of a run's end.</summary>
    public static object Member(StepResult step) =>
        new
        {
            step.Step,
            step.Model,
            step.Replica,
            step.Simulated,
            result = ResultOf(step),
            step.Attempts,
            step.PromptTokens,
            step.OutputTokens,
            step.Replaced,
        };

    private static string ResultOf(StepResult step) =>
        !step.IsCompleted ? step.Cause
        : HasAnswer(step) ? "completed"
        : NoAnswer.Empty;
}
