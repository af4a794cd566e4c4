namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>The end of a run of which nothing useful is left. Pure.</summary>
internal static class NoAnswer
{
    /// <summary>Its result when a model was asked and said nothing.</summary>
    public const string Empty = "empty_answers";

    /// <summary>The first step that failed says why; when none did, all were silent.</summary>
    public static RunEnd.Failed Of(IEnumerable<StepResult> steps) =>
        steps.FirstOrDefault(step => !step.IsCompleted) is { } first
            ? new RunEnd.Failed(first.Cause, first.Message)
            : new RunEnd.Failed(Empty, "No model had an answer.");
}
