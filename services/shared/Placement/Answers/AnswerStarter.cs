using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Attempts;
using Orchestrator.Placement.Failures;
using Orchestrator.Placement.Routing;

namespace Orchestrator.Placement.Answers;

/// <summary>
/// Asks a router, then walks its list from the best choice on until a first token is there. After that nothing is
/// retried: the client has seen the beginning of an answer.
/// </summary>
internal sealed partial class AnswerStarter(
    RouteClient router,
    ReplicaAttempts attempts,
    PlacementTelemetry telemetry,
    AnswerClock clock,
    IOptions<PlacementLimits> options,
    ILogger<AnswerStarter> logger
)
{
    /// <summary>The strategy that is one model call.</summary>
    public const string Single = "single";

    /// <param name="cancellationToken">The caller's hang-up, for the whole life of the answer and not only its start.</param>
    public async Task<AnswerStart> StartAsync(string runId, Question question, CancellationToken cancellationToken)
    {
        using var span = telemetry.StartAnswer(runId, question);
        var pending = new PendingAnswer(
            runId,
            question,
            clock.Timestamp,
            clock.Now,
            new AnswerSearch(options.Value, question.Terms.Deadline)
        );
        var start = await SearchAsync(pending, cancellationToken);
        if (start is AnswerStart.Started { Answer: var answer })
        {
            telemetry.FirstToken(clock.Since(pending.StartedAt), answer.Origin);
        }
        else if (start is AnswerStart.Refused { Error: var error } refused)
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Cause);
            LogRefused(runId, question.Model, error.Kind, error.Cause, pending.Search.Attempts);
            start = refused with { Attempts = pending.Search.Attempts };
        }

        return start;
    }

    private async Task<AnswerStart> SearchAsync(PendingAnswer run, CancellationToken cancellationToken)
    {
        var request = RouteRequests.From(run.Question, run.RunId, options.Value);
        // Only a recorded trace keeps the words of the decision.
        request.Explain = Activity.Current is { Recorded: true };
        var waits = 0;
        for (var routing = 0; routing < options.Value.MaxRoutings; routing++)
        {
            request.FailedReplicas.Clear();
            request.FailedReplicas.AddRange(run.Search.FailedReplicas);
            var (decision, error) = await router.RouteAsync(request, cancellationToken);
            if (decision?.Strategy is { } strategy && strategy != Single)
            {
                return new AnswerStart.SeveralSteps(decision);
            }

            var known = run.Search.FailedReplicas.Count;
            if (decision is not null && await WalkAsync(run, decision, cancellationToken) is { } end)
            {
                return end;
            }

            var isPassing = error is null ? run.Search.FailedReplicas.Count == known : IsPassing(error, run.Question);
            if (isPassing && run.Search.MayAwaitOwner(clock.Since(run.StartedAt)))
            {
                // The first time at once: a router may know the new owner already.
                var pause = waits++ == 0 ? TimeSpan.Zero : options.Value.TakeoverPause;
                await Task.Delay(pause, clock.Provider, cancellationToken);
                routing--;
            }
            else if (error is not null)
            {
                return new AnswerStart.Refused(run.Search.Conclude(error));
            }
        }

        return new AnswerStart.Refused(run.Search.Conclude(clock.Since(run.StartedAt)));
    }

    /// <summary>
    /// A step's failure is written down for good: a router that restarts must not end a run that was accepted. A single
    /// answer is refused instead, with the time to come back.
    /// </summary>
    private static bool IsPassing(PlacementError error, Question question) =>
        error.Kind == PlacementErrorKind.OwnerChanging
        || (error.Kind == PlacementErrorKind.RouterUnavailable && question.Step is not null);

    /// <returns>Null when the whole list has failed and another routing may help.</returns>
    private async Task<AnswerStart?> WalkAsync(
        PendingAnswer run,
        RouteResponse decision,
        CancellationToken cancellationToken
    )
    {
        foreach (var choice in decision.Choices)
        {
            var elapsed = clock.Since(run.StartedAt);
            if (!run.Search.MayTry(elapsed))
            {
                return new AnswerStart.Refused(run.Search.Conclude(elapsed));
            }

            var (start, failure) = await attempts.TryAsync(run, decision, choice, cancellationToken);
            if (start is not null)
            {
                return start;
            }

            // Not null: without a start there is a failure.
            run.Search.Remember(failure!, choice);
            if (!failure!.TryElsewhere)
            {
                return new AnswerStart.Refused(failure.Error);
            }
        }

        return null;
    }

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "Run {RunId} for {Model} refused: {Kind}, {Cause}, {Attempts} attempts."
    )]
    private partial void LogRefused(string runId, string model, PlacementErrorKind kind, string cause, int attempts);
}
