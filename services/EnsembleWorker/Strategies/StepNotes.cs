using Orchestrator.Contracts;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>What the logs of all strategies say of a step in the same words. Pure.</summary>
internal static class StepNotes
{
    /// <summary>Cause of a step whose model went well and said nothing, where its text is needed.</summary>
    public const string EmptyAnswer = "empty_answer";

    /// <summary>A text as a whole, or why there is none.</summary>
    /// <param name="step">Its result.</param>
    /// <param name="name">One of <see cref="EventNames"/>.</param>
    /// <param name="further">What the strategy has to add; null for nothing.</param>
    public static RunNote Answer(StepResult step, string name = EventNames.AiResponse, object? further = null) =>
        step.IsCompleted
            ? new RunNote(
                name,
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
                        step.Replaced,
                    },
                    further
                )
            )
            : Failure(step);

    /// <summary>For steps whose text is told elsewhere: null unless it failed.</summary>
    public static RunNote? FailureOnly(StepResult step) => step.IsCompleted ? null : Failure(step);

    /// <summary>A step has no result, and the run goes on.</summary>
    /// <param name="step">Its result.</param>
    /// <param name="further">What the strategy has to add; null for nothing.</param>
    public static RunNote Failure(StepResult step, object? further = null) =>
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
                },
                further
            )
        );

    /// <summary>The same of a step that went well and has no text.</summary>
    public static RunNote Empty(StepResult step, object? further = null) =>
        Failure(step with { Cause = EmptyAnswer, Message = "The answer has no text." }, further);

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

    /// <summary>In snake case.</summary>
    public static string ResultOf(StepResult step) =>
        !step.IsCompleted ? step.Cause
        : step.HasText ? "completed"
        : EmptyAnswer;
}
