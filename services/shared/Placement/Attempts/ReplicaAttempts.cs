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
    /// <param name="isHedge">A second copy of a call that runs elsewhere.</param>
    /// <param name="cancellationToken">The caller's hang-up, for the whole life of the answer.</param>
    /// <returns>The answer, which the caller then owns, or why there is none.</returns>
    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "With the first token the caller owns the answer; on every other path the stream is disposed below."
    )]
    public async Task<Tried> TryAsync(
        PendingAnswer run,
        RouteResponse decision,
        Choice choice,
        bool isHedge,
        CancellationToken cancellationToken
    )
    {
        var attempt = Begin(run, decision, choice, isHedge);
        using var span = telemetry.StartAttempt(attempt);
        var end = AttemptEnd.Cancelled;
        ReplicaStream? stream = null;
        try
        {
            stream = workers.Open(run.Question, attempt, cancellationToken);
            var step = stream is null
                ? new ReplicaStream.Step(null, AttemptFailures.NoAddress(choice))
                : await stream.NextAsync(run.Search.Patience(clock.Since(run.StartedAt)));
            if (stream is not null && step.Chunk is { } first)
            {
                var answer = new ReplicaAnswer(Origin(run, attempt), attempt, stream, first, clock, ledger);
                (stream, end) = (null, null);
                return new Tried(answer, null);
            }

            // Not null: without a chunk there is a failure.
            var failure = Judge(step.Failure!, run, attempt);
            end = isHedge && failure.Report != AttemptResult.Failed ? null : AttemptEnd.Failed(failure);
            Note(run, attempt, span, end);
            return new Tried(null, failure);
        }
        finally
        {
            // Still ours: it failed, or nobody waits for it any more.
            stream?.Dispose();
            if (end is not null)
            {
                ledger.Record(attempt, end);
            }
        }
    }

    private Attempt Begin(PendingAnswer run, RouteResponse decision, Choice choice, bool isHedge) =>
        new(run.RunId, run.Search.BeginAttempt(), decision, choice, clock.Timestamp)
        {
            Step = run.Question.Step,
            DeadlineLeft = run.Search.DeadlineLeft(clock.Since(run.StartedAt)),
            IsHedge = isHedge,
        };

    /// <summary>A replica that was silent for as long as its caller allows need not be one that is too slow.</summary>
    private AttemptFailure Judge(AttemptFailure failure, PendingAnswer run, Attempt attempt) =>
        failure.Error.Cause == AttemptFailures.SilentCause && run.Search.IsDeadlineOver(clock.Since(run.StartedAt))
            ? AttemptFailures.DeadlineOver(attempt.Choice)
            : failure;

    /// <summary>A second copy that found no place has cost nothing: nobody has to hear of it.</summary>
    private void Note(PendingAnswer run, Attempt attempt, Activity? span, AttemptEnd? end)
    {
        span?.SetStatus(ActivityStatusCode.Error, end?.Result ?? "hedge_refused");
        if (end is not null)
        {
            LogAttemptFailed(run.RunId, attempt.Number, attempt.Choice.Replica, attempt.Choice.Model, end.Result);
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
            IsHedge = attempt.IsHedge,
        };

    [LoggerMessage(1001, LogLevel.Warning, "Run {RunId}, attempt {Attempt} on {Replica} with {Model} failed: {Cause}.")]
    private partial void LogAttemptFailed(string runId, int attempt, string replica, string model, string cause);
}
