using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Runs;

/// <summary>
/// Asks a router, then walks its list from the best choice on until a first token is there. After that nothing is
/// retried: the client has seen the beginning of an answer.
/// </summary>
internal sealed partial class RunCoordinator(
    RouteClient router,
    ReplicaAttempts attempts,
    GatewayTelemetry telemetry,
    RunClock clock,
    IOptions<RunLimits> options,
    ILogger<RunCoordinator> logger
)
{
    /// <param name="cancellationToken">The client's hang-up, for the whole life of the run and not only its start.</param>
    public async Task<RunStart> StartAsync(string runId, Question question, CancellationToken cancellationToken)
    {
        using var span = telemetry.StartRun(runId, question.Model);
        var pending = new PendingRun(runId, question, clock.Timestamp, clock.Now, new RunSearch(options.Value));
        var start = await SearchAsync(pending, cancellationToken);
        if (start is RunStart.Started { Run: var run })
        {
            telemetry.FirstToken(clock.Since(pending.StartedAt), run.Origin);
        }
        else if (start is RunStart.Refused { Error: var error })
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Cause);
            LogRefused(runId, question.Model, error.Kind, error.Cause, pending.Search.Attempts);
        }

        return start;
    }

    private async Task<RunStart> SearchAsync(PendingRun run, CancellationToken cancellationToken)
    {
        var request = RouteRequests.From(run.Question, run.RunId, options.Value);
        for (var routing = 0; routing < options.Value.MaxRoutings; routing++)
        {
            request.FailedReplicas.Clear();
            request.FailedReplicas.AddRange(run.Search.FailedReplicas);
            var (decision, error) = await router.RouteAsync(request, cancellationToken);
            if (decision is null)
            {
                // Not null: without a decision there is an error.
                return new RunStart.Refused(run.Search.Conclude(error!));
            }

            if (await WalkAsync(run, decision, cancellationToken) is { } end)
            {
                return end;
            }
        }

        return new RunStart.Refused(run.Search.Conclude(clock.Since(run.StartedAt)));
    }

    /// <returns>Null when the whole list has failed and another routing may help.</returns>
    private async Task<RunStart?> WalkAsync(PendingRun run, RouteResponse decision, CancellationToken cancellationToken)
    {
        foreach (var choice in decision.Choices)
        {
            var elapsed = clock.Since(run.StartedAt);
            if (!run.Search.MayTry(elapsed))
            {
                return new RunStart.Refused(run.Search.Conclude(elapsed));
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
                return new RunStart.Refused(failure.Error);
            }
        }

        return null;
    }

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "Run {RunId} for {Model} refused: {Kind}, {Cause}, {Attempts} attempts."
    )]
    private partial void LogRefused(string runId, string model, ErrorKind kind, string cause, int attempts);
}
