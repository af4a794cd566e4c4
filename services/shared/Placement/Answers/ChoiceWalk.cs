using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Attempts;

namespace Orchestrator.Placement.Answers;

/// <summary>
/// Walks a router's list from the best choice on until a first token is there: over several models, where the list holds
/// them. After the first token nothing is retried: the client has seen the beginning of an answer.
/// </summary>
internal sealed class ChoiceWalk(ReplicaAttempts attempts, AttemptRace race, RetryBudget budget, AnswerClock clock)
{
    /// <returns>Null when the whole list has failed and another routing may help.</returns>
    public async Task<AnswerStart?> WalkAsync(
        PendingAnswer run,
        RouteResponse decision,
        CancellationToken cancellationToken
    )
    {
        foreach (var choice in decision.Choices)
        {
            // A second copy of the call may have failed there a moment ago.
            if (run.Search.HasFailed(choice))
            {
                continue;
            }

            var elapsed = clock.Since(run.StartedAt);
            if (!run.Search.MayTry(elapsed) || (run.Search.RepeatsWork && !budget.TryRetry()))
            {
                return new AnswerStart.Refused(run.Search.Conclude(elapsed));
            }

            var (answer, failure) = await TryAsync(run, decision, choice, cancellationToken);
            if (answer is not null)
            {
                return new AnswerStart.Started(answer);
            }

            // Not null: without an answer there is a failure.
            run.Search.Remember(failure!, choice);
            if (!failure!.TryElsewhere)
            {
                return new AnswerStart.Refused(failure.Error);
            }
        }

        return null;
    }

    private Task<Tried> TryAsync(
        PendingAnswer run,
        RouteResponse decision,
        Choice choice,
        CancellationToken cancellationToken
    ) =>
        HedgePlan.Of(decision) is { } plan && ReferenceEquals(choice, decision.Choices[0])
            ? race.RunAsync(run, decision, plan, cancellationToken)
            : attempts.TryAsync(run, decision, choice, isHedge: false, cancellationToken);
}
