using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Messages;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.EnsembleWorker.Runs.Notices;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Carries one held run out, from its claim to its end, its hand-back or its loss.</summary>
internal sealed partial class RunDriver(
    RunStrategies strategies,
    RunEnds ends,
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
        if (run.Row.StopRequested)
        {
            return RunEnds.Stopped;
        }

        if (run.Epoch > _options.MaxTakeovers)
        {
            return new RunEnd.Failed("too_many_takeovers", $"The run was begun {run.Epoch - 1} times without an end.");
        }

        using var limit = new CancellationTokenSource(TimeLeft(run), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, run.Work);
        try
        {
            var request = StartRunRequest.Parser.ParseFrom(run.Row.Request);
            return await strategies.RunAsync(run, request, either.Token);
        }
        catch (OperationCanceledException) when (run.Work.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new RunEnd.Failed("run_timed_out", $"The run took longer than the limit of {_options.RunLimit}.");
        }
    }

    private TimeSpan TimeLeft(HeldRun run)
    {
        var startedAt = DateTimeOffset.FromUnixTimeMilliseconds(run.Row.StartedAtMs ?? run.Row.CreatedAtMs);
        var left = startedAt + _options.RunLimit - clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
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
