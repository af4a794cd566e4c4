using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Answers;
using Orchestrator.Placement.Outcomes;

namespace Orchestrator.Placement.Attempts;

/// <summary>One try on one replica: up to its first token, or to its failure.</summary>
internal sealed partial class ReplicaAttempts(
    WorkerCalls workers,
    AttemptLedger ledger,
    PlacementTelemetry telemetry,
    AnswerClock clock,
    ILogger<ReplicaAttempts> logger
)
{
    /// <returns>The answer, which the caller then owns, or why there is none.</returns>
    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "With the first token the caller owns the answer; on every other path the stream is disposed below."
    )]
    public async Task<(AnswerStart? Start, AttemptFailure? Failure)> TryAsync(
        PendingAnswer run,
        RouteResponse decision,
        Choice choice,
        CancellationToken cancellationToken
    )
    {
        var attempt = new Attempt(run.RunId, run.Search.BeginAttempt(), decision, choice, clock.Timestamp)
        {
            Step = run.Question.Step,
            DeadlineLeft = run.Search.DeadlineLeft(clock.Since(run.StartedAt)),
        };
        using var span = telemetry.StartAttempt(attempt);
        var end = AttemptEnd.Cancelled;
        var isOurs = true;
        ReplicaStream? stream = null;
        try
        {
            stream = workers.Open(run.Question, attempt, cancellationToken);
            var step = stream is null
                ? new ReplicaStream.Step(null, AttemptFailures.NoAddress(choice))
                : await stream.NextAsync(run.Search.Patience(clock.Since(run.StartedAt)));
            if (stream is not null && step.Chunk is { } first)
            {
                var started = new ReplicaAnswer(Origin(run, attempt), attempt, stream, first, clock, ledger);
                isOurs = false;
                return (new AnswerStart.Started(started), null);
            }

            // Not null: without a chunk there is a failure.
            end = AttemptEnd.Failed(step.Failure!);
            span?.SetStatus(ActivityStatusCode.Error, end.Result);
            LogAttemptFailed(run.RunId, attempt.Number, choice.Replica, choice.Model, end.Result);
            return (null, step.Failure);
        }
        finally
        {
            // Still ours: it failed, or the client went away.
            if (isOurs)
            {
                stream?.Dispose();
                ledger.Record(attempt, end);
            }
        }
    }

    private static AnswerOrigin Origin(PendingAnswer run, Attempt attempt) =>
        new(
            run.RunId,
            run.AskedAt,
            attempt.Choice,
            attempt.Decision.Classification ?? new Classification(),
            attempt.Strategy
        )
        {
            Attempts = attempt.Number,
        };

    [LoggerMessage(1001, LogLevel.Warning, "Run {RunId}, attempt {Attempt} on {Replica} with {Model} failed: {Cause}.")]
    private partial void LogAttemptFailed(string runId, int attempt, string replica, string model, string cause);
}
