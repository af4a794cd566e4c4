using Orchestrator.Contracts;

namespace Orchestrator.EnsembleWorker.Strategies.Graphs;

/// <summary>What the log says of steps in a graph. Pure.</summary>
internal static class NodeNotes
{
    /// <summary>A step has no result, and the run goes on.</summary>
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

    /// <summary>One entry of "members" in the run's end.</summary>
    public static object Member(StepResult step) =>
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

    /// <summary>A text that others can build on.</summary>
    public static bool HasText(StepResult? step) =>
        step is { IsCompleted: true } && !string.IsNullOrWhiteSpace(step.Text);
}
