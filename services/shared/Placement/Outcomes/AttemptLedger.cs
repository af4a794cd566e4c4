using Orchestrator.Contracts.Messages;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Answers;
using Orchestrator.Placement.Attempts;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Placement.Outcomes;

/// <summary>Notes how an attempt ended, for the routers' breakers and for Learning. Only queues: never waits.</summary>
internal sealed class AttemptLedger(OutcomeQueue outcomes, AttemptReportQueues reports, IdSource ids, AnswerClock clock)
{
    public void Record(Attempt attempt, AttemptEnd end)
    {
        reports.Add(ToReport(attempt, end));
        outcomes.Add(ToOutcome(attempt, end));
    }

    private static AttemptReport ToReport(Attempt attempt, AttemptEnd end) =>
        new()
        {
            RunId = attempt.RunId,
            Replica = attempt.Choice.Replica,
            Epoch = attempt.Choice.Epoch,
            Model = attempt.Choice.Model,
            Result = end.Report,
            Cause = end.Cause,
            OutputTokens = end.Finished?.OutputTokens ?? 0,
            ExpectedTokens = attempt.Decision.OutputTokens,
        };

    private Outcome ToOutcome(Attempt attempt, AttemptEnd end) =>
        new()
        {
            OutcomeId = ids.Next(),
            RunId = attempt.RunId,
            Attempt = attempt.Number,
            FinishedAt = clock.Now,
            Task = attempt.Task,
            Language = attempt.Language,
            Strategy = attempt.Strategy,
            Model = attempt.Choice.Model,
            Replica = attempt.Choice.Replica,
            // The policy took its first choice with this probability; a later one is only taken after a failure.
            Propensity = attempt.Decision.Propensity,
            Result = end.Result,
            TimeToFirstToken = end.FirstToken,
            Duration = clock.Since(attempt.StartedAt),
            PromptTokens = (int)(end.Finished?.PromptTokens ?? 0),
            OutputTokens = (int)(end.Finished?.OutputTokens ?? 0),
            Simulated = attempt.Choice.Simulated,
        };
}
