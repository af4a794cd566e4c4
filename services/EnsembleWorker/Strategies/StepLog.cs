using Orchestrator.Contracts;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>What logs and ends of runs say of steps, whatever the strategy. Pure.</summary>
internal static class StepLog
{
    /// <summary>An answer as a whole, or why there is none.</summary>
    public static RunNote Response(StepResult step) =>
        step.IsCompleted
            ? new RunNote(
                EventNames.AiResponse,
                PayloadJson.Of(
                    new
                    {
                        step.Step,
                        step.Model,
                        step.Replica,
                        step.Simulated,
                        content = step.Text,
                        step.Reason,
                        step.PromptTokens,
                        step.OutputTokens,
                    }
                )
            )
            : Failure(step);

    /// <summary>For steps whose text comes with the run's end.</summary>
    public static RunNote? OnlyFailure(StepResult step) => step.IsCompleted ? null : Failure(step);

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
                }
            )
        );

    /// <summary>One step in the list of a run's end.</summary>
    public static object Result(StepResult step) =>
        new
        {
            step.Step,
            step.Model,
            step.Replica,
            step.Simulated,
            result = step.IsCompleted ? "completed" : step.Cause,
            step.Replaced,
            step.Attempts,
            step.PromptTokens,
            step.OutputTokens,
        };
}
