using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Attempts;
using Orchestrator.Placement.Failures;
using Orchestrator.Placement.Routing;

namespace Orchestrator.Placement.Answers;

/// <summary>Asks a router, has its list walked, and asks again when that has led to nothing and there is hope.</summary>
internal sealed partial class AnswerStarter(
    RouteClient router,
    ChoiceWalk walk,
    RetryBudget budget,
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
        budget.Ask();
        var search = new AnswerSearch(options.Value, question.Terms.Deadline);
        var pending = new PendingAnswer(runId, question, clock.Timestamp, clock.Now, search);
        var start = await SearchAsync(pending, cancellationToken);
        if (start is AnswerStart.Started { Answer: var answer })
        {
            telemetry.FirstToken(clock.Since(pending.StartedAt), answer.Origin);
        }
        else if (start is AnswerStart.Refused { Error: var error } refused)
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Cause);
            LogRefused(runId, question.Model, error.Kind, error.Cause, search.Attempts);
            start = refused with { Attempts = search.Attempts };
        }

        return start;
    }

    private async Task<AnswerStart> SearchAsync(PendingAnswer run, CancellationToken cancellationToken)
    {
        var request = RouteRequests.From(run.Question, run.RunId, options.Value);
        // Only a recorded trace keeps the words of the decision.
        request.Explain = Activity.Current is { Recorded: true };
        var waits = 0;
        for (var routing = 0; routing < options.Value.MaxRoutings && !IsOver(run); routing++)
        {
            var (decision, error) = await RouteAsync(run, request, cancellationToken);
            if (decision?.Strategy is { } strategy && strategy != Single)
            {
                return new AnswerStart.SeveralSteps(decision);
            }

            var known = run.Search.FailedReplicas.Count;
            if (decision is not null && await walk.WalkAsync(run, decision, cancellationToken) is { } end)
            {
                return end;
            }

            var isPassing = error is null ? run.Search.FailedReplicas.Count == known : IsPassing(error, run.Question);
            if (isPassing && run.Search.MayAwaitOwner(clock.Since(run.StartedAt)))
            {
                await PauseAsync(run, waits++, cancellationToken);
                routing--;
            }
            else if (error is not null && !IsOver(run))
            {
                return new AnswerStart.Refused(run.Search.Conclude(error));
            }
        }

        return new AnswerStart.Refused(run.Search.Conclude(clock.Since(run.StartedAt)));
    }

    private Task<(RouteResponse? Decision, PlacementError? Error)> RouteAsync(
        PendingAnswer run,
        RouteRequest request,
        CancellationToken cancellationToken
    )
    {
        request.FailedReplicas.Clear();
        request.FailedReplicas.AddRange(run.Search.FailedReplicas);
        request.Deadline = run.Search.DeadlineLeft(clock.Since(run.StartedAt))?.ToDuration();
        return router.RouteAsync(request, cancellationToken);
    }

    /// <summary>The first time it asks again at once: a router may know the new owner already.</summary>
    private Task PauseAsync(PendingAnswer run, int waits, CancellationToken cancellationToken)
    {
        var left = run.Search.Patience(clock.Since(run.StartedAt));
        var pause =
            waits == 0 ? TimeSpan.Zero
            : left < options.Value.TakeoverPause ? left
            : options.Value.TakeoverPause;
        return Task.Delay(pause, clock.Provider, cancellationToken);
    }

    private bool IsOver(PendingAnswer run) => run.Search.IsOver(clock.Since(run.StartedAt));

    /// <summary>
    /// A step's failure is written down for good: a router that restarts must not end a run that was accepted. A single
    /// answer is refused instead, with the time to come back.
    /// </summary>
    private static bool IsPassing(PlacementError error, Question question) =>
        error.Kind == PlacementErrorKind.OwnerChanging
        || (error.Kind == PlacementErrorKind.RouterUnavailable && question.Step is not null);

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "Run {RunId} for {Model} refused: {Kind}, {Cause}, {Attempts} attempts."
    )]
    private partial void LogRefused(string runId, string model, PlacementErrorKind kind, string cause, int attempts);
}
