using Google.Protobuf;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Messages;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Log;
using Orchestrator.EnsembleWorker.Runs.Notices;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Writes how a run ended: its row and the last entry of its log, at once.</summary>
internal sealed partial class RunEnds(
    RunWriter writer,
    RunNotices notices,
    RunTelemetry telemetry,
    TimeProvider clock,
    ILogger<RunEnds> logger
)
{
    public static RunEnd.Failed Stopped { get; } = new(RunCauses.Stopped, "The run was stopped.") { IsStop = true };

    public async Task WriteAsync(HeldRun run, RunEnd end)
    {
        var (state, name) =
            end is RunEnd.Completed ? (RunStates.Completed, EventNames.Completed)
            : end is RunEnd.Failed { IsStop: true } ? (RunStates.Stopped, EventNames.Failed)
            : IsGivenUp((RunEnd.Failed)end) ? (RunStates.Dead, EventNames.Failed)
            : (RunStates.Failed, EventNames.Failed);
        var now = clock.GetUtcNow();
        var payload = end is RunEnd.Completed done ? done.PayloadJson : Payload((RunEnd.Failed)end);
        var answer = end is RunEnd.Completed completed ? Answer(run, completed) : null;
        var change = new RunChange
        {
            Notes = [.. (end as RunEnd.Completed)?.Notes ?? [], new RunNote(name, payload)],
            End = row => Fill(row, state, now, answer, end as RunEnd.Failed),
        };
        var sequence = await writer.WriteAsync(run, change);
        notices.Add(new RunFinished(run.RunId, sequence, name, now), run.Row.TraceParent);
        var duration = now - DateTimeOffset.FromUnixTimeMilliseconds(run.Row.CreatedAtMs);
        telemetry.Finished(run.Row.Strategy, state, duration);
        if (state == RunStates.Dead)
        {
            var cause = ((RunEnd.Failed)end).Cause;
            telemetry.Dead(cause);
            LogDead(run.RunId, cause);
        }
    }

    // Not the request's fault, and nothing that another try could not mend.
    private static bool IsGivenUp(RunEnd.Failed end) =>
        end.Cause is RunCauses.TooManyTakeovers or RunCauses.InternalError;

    // What watchers have not seen as it was written, they get as a whole: a candidate, or the text of a checkpoint.
    private static RunAnswer Answer(HeldRun run, RunEnd.Completed end)
    {
        var step = end.Answer;
        if (run.Live.WriterStep != step.Step)
        {
            run.Live.BeginAnswer(new AnswerWriter(step.Step, step.Model, step.Replica, step.Simulated));
            run.Live.Append(step.Text, "");
        }

        return new RunAnswer
        {
            Content = step.Text,
            Model = step.Model,
            Replica = step.Replica,
            Simulated = step.Simulated,
            Reason = step.Reason,
            PromptTokens = (uint)end.Steps.Sum(part => part.PromptTokens),
            OutputTokens = (uint)end.Steps.Sum(part => part.OutputTokens),
            Writing = run.Live.Writing,
        };
    }

    private static void Fill(RunRow row, string state, DateTimeOffset now, RunAnswer? answer, RunEnd.Failed? failure)
    {
        row.State = state;
        row.FinishedAtMs = now.ToUnixTimeMilliseconds();
        row.Answer = answer?.ToByteArray();
        row.Cause = failure is null ? null : StepMapping.Fit(failure.Cause, RunTables.NameLengthMax);
        row.Message = failure is null ? null : StepMapping.Fit(failure.Message, RunTables.MessageLengthMax);
    }

    private static string Payload(RunEnd.Failed end) => PayloadJson.Of(new { end.Cause, end.Message });

    [LoggerMessage(3432, LogLevel.Warning, "Run {RunId} is dead, cause {Cause}: it can be replayed.")]
    private partial void LogDead(string runId, string cause);
}
