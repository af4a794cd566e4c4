namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>What the end of a run says, whatever the strategy. Pure.</summary>
internal static class EndPayload
{
    /// <param name="answer">The step whose text is the answer.</param>
    /// <param name="steps">All steps, for the sums.</param>
    /// <param name="further">What the strategy has to add; null for nothing.</param>
    /// <param name="members">Entries of the list "members"; null for one per step.</param>
    public static string Of(
        StepResult answer,
        IReadOnlyList<StepResult> steps,
        object? further = null,
        IEnumerable<object>? members = null
    ) =>
        PayloadJson.Of(
            new
            {
                answer.Step,
                answer.Model,
                answer.Replica,
                answer.Simulated,
                answer.Reason,
                prompt_tokens = steps.Sum(step => step.PromptTokens),
                output_tokens = steps.Sum(step => step.OutputTokens),
                members = members ?? steps.Select(StepNotes.Member),
            },
            further
        );
}
