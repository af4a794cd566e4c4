using Orchestrator.Contracts.Messages;
using Orchestrator.Learning.Storage;

namespace Orchestrator.Learning.Outcomes;

/// <summary>What an outcome must be like to be kept. Pure.</summary>
internal static class OutcomeRule
{
    // What PostgreSQL cannot keep in a text.
    private const char Nul = '\0';

    /// <summary>The database would refuse a batch as a whole, each time it is delivered, for one such outcome.</summary>
    /// <returns>The name of a field that cannot be kept, or null.</returns>
    public static string? ProblemOf(Outcome outcome) => ProblemOfTexts(outcome) ?? ProblemOfNumbers(outcome);

    private static string? ProblemOfTexts(Outcome outcome)
    {
        // Required ones, too, may be null: they come from another process.
        (string Name, string? Text)[] texts =
        [
            (nameof(outcome.RunId), outcome.RunId),
            (nameof(outcome.Task), outcome.Task),
            (nameof(outcome.Language), outcome.Language),
            (nameof(outcome.Strategy), outcome.Strategy),
            (nameof(outcome.Model), outcome.Model),
            (nameof(outcome.Replica), outcome.Replica),
            (nameof(outcome.Result), outcome.Result),
        ];
        return Array
            .Find(
                texts,
                text => text.Text is not { Length: <= LearningDbContext.TextLengthMax } || text.Text.Contains(Nul)
            )
            .Name;
    }

    private static string? ProblemOfNumbers(Outcome outcome) =>
        outcome switch
        {
            { OutcomeId: var id } when id == Guid.Empty => nameof(outcome.OutcomeId),
            { Attempt: < 0 } => nameof(outcome.Attempt),
            // Not-a-number is in no range.
            { Propensity: not (>= 0 and <= 1) } => nameof(outcome.Propensity),
            { TimeToFirstToken: { Ticks: < 0 } } => nameof(outcome.TimeToFirstToken),
            { Duration.Ticks: < 0 } => nameof(outcome.Duration),
            { PromptTokens: < 0 } => nameof(outcome.PromptTokens),
            { OutputTokens: < 0 } => nameof(outcome.OutputTokens),
            _ => null,
        };
}
