using Microsoft.Extensions.Options;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Messages;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Notices;
using Orchestrator.EnsembleWorker.Runs.Pausing;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Control;

/// <summary>Sends paused, failed and dead runs on their way again.</summary>
internal sealed partial class RunRequeues(
    RunStore runs,
    RunRequeueStore store,
    RunNotices notices,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    RunTelemetry telemetry,
    ILogger<RunRequeues> logger
)
{
    private readonly RunControlOptions _options = options.Value.Runs.Controls;

    /// <summary>Does nothing to a run that is not paused any more.</summary>
    /// <param name="reason">In snake case, for the log.</param>
    /// <returns>The run as it is then; null when it is gone.</returns>
    public Task<RunRow?> ResumeAsync(string runId, string reason, CancellationToken cancellationToken) =>
        TryAsync(runId, "resume", reason, row => row.State == RunStates.Paused, Resumed, cancellationToken);

    /// <summary>Resumes a run that was paused although somebody wanted it to go on meanwhile.</summary>
    /// <param name="question">What it asks.</param>
    public Task<RunRow?> ResumeIfWantedAsync(string runId, RunQuestion? question, CancellationToken cancellationToken)
    {
        bool IsWanted(RunRow row) =>
            row.State == RunStates.Paused
            && (
                question is null
                    ? row is { PauseRequested: false, Question: null }
                    : row.Messages > question.AfterMessage
            );

        return TryAsync(
            runId,
            "resume",
            question is null ? "request" : "message",
            IsWanted,
            Resumed,
            cancellationToken
        );
    }

    /// <summary>Does nothing to a run that has not failed.</summary>
    public Task<RunRow?> ReplayAsync(string runId, CancellationToken cancellationToken) =>
        TryAsync(
            runId,
            "replay",
            "replay",
            row => row.State is RunStates.Failed or RunStates.Dead,
            Replayed,
            cancellationToken
        );

    private async Task<RunRow?> TryAsync(
        string runId,
        string control,
        string reason,
        Func<RunRow, bool> isWanted,
        Action<RunRow, DateTimeOffset> change,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 1; ; tries++)
        {
            var row = await runs.FindAsync(runId, cancellationToken);
            if (row is null || !isWanted(row) || tries > _options.MaxTries)
            {
                return row;
            }

            var now = clock.GetUtcNow();
            var note = new RunNote(EventNames.Resumed, PayloadJson.Of(new { Reason = reason }));
            var requeue = new Requeue(now, note, changed => change(changed, now), control == "replay");
            if (await store.TryAsync(row, requeue, cancellationToken))
            {
                notices.Add(new RunReady(runId), row.TraceParent);
                telemetry.Controlled(control);
                LogQueued(runId, reason);
                row.State = RunStates.Queued;
                return row;
            }
        }
    }

    private static void Resumed(RunRow row, DateTimeOffset now)
    {
        var pause = Math.Max(0, now.ToUnixTimeMilliseconds() - (row.PausedAtMs ?? now.ToUnixTimeMilliseconds()));
        row.PausedMs += pause;
        row.DeadlineAtMs += pause;
    }

    // All that was before counts as one long pause: the worker's limit and the deadline begin anew.
    private static void Replayed(RunRow row, DateTimeOffset now)
    {
        var deadline = StartRunRequest.Parser.ParseFrom(row.Request).Deadline?.ToTimeSpan();
        row.PausedMs = now.ToUnixTimeMilliseconds() - row.CreatedAtMs;
        row.DeadlineAtMs = deadline is { } span ? (now + span).ToUnixTimeMilliseconds() : null;
        (row.Cause, row.Message, row.FinishedAtMs, row.Answer) = (null, null, null, null);
        (row.StopRequested, row.Takeovers) = (false, 0);
    }

    [LoggerMessage(3435, LogLevel.Information, "Run {RunId} is queued again, reason {Reason}.")]
    private partial void LogQueued(string runId, string reason);
}
