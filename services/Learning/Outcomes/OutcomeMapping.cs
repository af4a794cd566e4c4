using Orchestrator.Contracts.Messages;

namespace Orchestrator.Learning.Outcomes;

internal static class OutcomeMapping
{
    public const string Completed = "completed";

    public static OutcomeRow ToRow(Outcome outcome) =>
        new()
        {
            OutcomeId = outcome.OutcomeId,
            RunId = outcome.RunId,
            Attempt = outcome.Attempt,
            FinishedAtUnixMs = outcome.FinishedAt.ToUnixTimeMilliseconds(),
            Task = outcome.Task,
            Language = outcome.Language,
            Strategy = outcome.Strategy,
            Model = outcome.Model,
            Replica = outcome.Replica,
            Propensity = outcome.Propensity,
            Result = outcome.Result,
            FirstTokenMs = outcome.TimeToFirstToken?.TotalMilliseconds,
            DurationMs = outcome.Duration.TotalMilliseconds,
            PromptTokens = outcome.PromptTokens,
            OutputTokens = outcome.OutputTokens,
            Simulated = outcome.Simulated,
        };
}
