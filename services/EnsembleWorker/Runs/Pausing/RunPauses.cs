using System.Text;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts;
using Orchestrator.EnsembleWorker.Runs.Control;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Runs.Log;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Pausing;

/// <summary>Writes that a run pauses, and what it asks, and gives its lease up: at once.</summary>
internal sealed partial class RunPauses(
    RunWriter writer,
    RunRequeues requeues,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    RunTelemetry telemetry,
    ILogger<RunPauses> logger
)
{
    private readonly RunsOptions _options = options.Value.Runs;

    public async Task WriteAsync(HeldRun run)
    {
        var question = run.Pause.Question;
        var now = clock.GetUtcNow();
        var asks = question is { IsNew: true };
        await writer.WriteAsync(
            run,
            new RunChange
            {
                Step = asks ? AskedRow(run, question!, now) : null,
                Notes = [.. asks ? Asked(question!) : [], Paused(question)],
                End = row => Fill(row, question, now),
            }
        );
        telemetry.Controlled("pause");
        LogPaused(run.RunId, question is null ? "request" : "question");
        await GoOnIfWantedAsync(run.RunId, question);
    }

    /// <summary>A resumption or a reply that came while the pause was being written has found a run that was not paused.</summary>
    private async Task GoOnIfWantedAsync(string runId, RunQuestion? question)
    {
        using var limit = new CancellationTokenSource(_options.WriteLimit, clock);
        try
        {
            await requeues.ResumeIfWantedAsync(runId, question, limit.Token);
        }
        // The pause itself is written. Whoever resumes the run or replies once more finds it paused.
        catch (Exception exception)
        {
            LogNotLookedAt(exception, runId);
        }
    }

    private static void Fill(RunRow row, RunQuestion? question, DateTimeOffset now)
    {
        row.State = RunStates.Paused;
        row.PausedAtMs = now.ToUnixTimeMilliseconds();
        row.Question = question is null ? null : Encoding.UTF8.GetBytes(question.Text);
    }

    // The checkpoint of a question says which message is the first that may be its reply.
    private static StepRow AskedRow(HeldRun run, RunQuestion question, DateTimeOffset now) =>
        StepMapping.ToRow(run.RunId, run.Epoch, question.Name, RunQuestions.ToText(question.AfterMessage), now);

    private static RunNote[] Asked(RunQuestion question) =>
        [new(EventNames.Question, PayloadJson.Of(new { question.Name, Question = question.Text }))];

    private static RunNote Paused(RunQuestion? question) =>
        new(EventNames.Paused, PayloadJson.Of(new { Reason = question is null ? "request" : "question" }));

    [LoggerMessage(3433, LogLevel.Information, "Run {RunId} is paused, reason {Reason}.")]
    private partial void LogPaused(string runId, string reason);

    [LoggerMessage(3434, LogLevel.Warning, "Run {RunId} is paused; whether somebody wants it to go on is not known.")]
    private partial void LogNotLookedAt(Exception exception, string runId);
}
