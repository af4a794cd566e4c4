using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Messages;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.EnsembleWorker.Runs.Notices;
using Orchestrator.EnsembleWorker.Runs.Pausing;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Carries one held run out, from its claim to its end, its hand-back or its loss.</summary>
internal sealed partial class RunDriver(
    RunStrategies strategies,
    RunEnds ends,
    RunPauses pauses,
    RunMessageLog mail,
    RunLeaseStore leases,
    RunNotices notices,
    RunningWork work,
    Func<Owner> me,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    RunTelemetry telemetry,
    ILogger<RunDriver> logger
)
{
    private readonly RunsOptions _options = options.Value.Runs;

    public async Task RunAsync(HeldRun run)
    {
        using var running = work.Begin();
        using var abort = work.Aborting.Register(run.HandBack);
        using var span = RunTelemetry.StartRun(run);
        try
        {
            await ConcludeAsync(run, await WorkAsync(run));
        }
        catch (OperationCanceledException) when (run.Lost.IsCancellationRequested)
        {
            telemetry.Lost();
            LogLost(run.RunId, run.Epoch);
        }
        // One run must not end the worker. Its lease runs out and somebody tries again, up to the limit of takeovers.
        catch (Exception exception)
        {
            LogBroken(exception, run.RunId);
        }
    }

    private Task ConcludeAsync(HeldRun run, RunEnd? end)
    {
        switch (end, run.Cancellation)
        {
            case ({ } known, not RunCancellation.Lost):
                return ends.WriteAsync(run, known);
            case (_, RunCancellation.Stopped):
                return ends.WriteAsync(run, RunEnds.Stopped);
            case (_, RunCancellation.Paused):
                return pauses.WriteAsync(run);
            case (_, RunCancellation.HandedBack):
                return HandBackAsync(run);
            default:
                run.Lost.ThrowIfCancellationRequested();
                throw new InvalidOperationException($"Run {run.RunId} ended without a reason.");
        }
    }

    /// <returns>Null when the work was cancelled; <see cref="HeldRun.Cancellation"/> says why.</returns>
    private async Task<RunEnd?> WorkAsync(HeldRun run)
    {
        if (EndWithoutWork(run.Row) is { } end)
        {
            return end;
        }

        if (run.Row.PauseRequested)
        {
            run.Pause.Begin(TimeSpan.Zero);
            return null;
        }

        // Over before the end is written: nothing stands in the log behind it.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(run.Work);
        var messages = mail.FollowAsync(run, over.Token);
        try
        {
            return await CarryOutAsync(run);
        }
        finally
        {
            await over.CancelAsync();
            await messages;
        }
    }

    private RunEnd.Failed? EndWithoutWork(RunRow run) =>
        run.StopRequested ? RunEnds.Stopped
        : RunTime.PausedTooLong(run, clock.GetUtcNow(), _options.Retention.PausedPeriod)
            ? new RunEnd.Failed(
                RunCauses.PausedTooLong,
                $"The run was paused for longer than {_options.Retention.PausedPeriod}."
            )
            {
                IsStop = true,
            }
        : run.Takeovers >= _options.MaxTakeovers
            ? new RunEnd.Failed(RunCauses.TooManyTakeovers, $"The run was begun {run.Takeovers} times without an end.")
        : RunTime.CameTooLate(run)
            ? new RunEnd.Failed(RunCauses.DeadlinePassed, "The run's deadline passed before a worker could begin it.")
        : null;

    private async Task<RunEnd?> CarryOutAsync(HeldRun run)
    {
        var (left, isDeadline) = RunTime.Left(
            run.Row,
            clock.GetUtcNow(),
            _options.RunLimit,
            _options.Controls.DeadlineGrace
        );
        using var limit = new CancellationTokenSource(left, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, run.Work);
        try
        {
            return await strategies.RunAsync(run, run.Request, either.Token);
        }
        catch (OperationCanceledException) when (run.Work.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return isDeadline
                ? new RunEnd.Failed(RunCauses.DeadlinePassed, "The run had no answer when its deadline passed.")
                : new RunEnd.Failed(RunCauses.TimedOut, $"The run took longer than the limit of {_options.RunLimit}.");
        }
    }

    private async Task HandBackAsync(HeldRun run)
    {
        await leases.ReleaseAsync(run.RunId, run.Epoch, me(), run.Lost);
        notices.Add(new RunReady(run.RunId), run.Row.TraceParent);
        LogHandedBack(run.RunId);
    }

    [LoggerMessage(
        3411,
        LogLevel.Warning,
        "Run {RunId} is lost, epoch {Epoch}: nothing more is written by this worker."
    )]
    private partial void LogLost(string runId, long epoch);

    [LoggerMessage(3412, LogLevel.Error, "Run {RunId} broke off.")]
    private partial void LogBroken(Exception exception, string runId);

    [LoggerMessage(3413, LogLevel.Information, "Run {RunId} is handed back, for this worker stops.")]
    private partial void LogHandedBack(string runId);
}
