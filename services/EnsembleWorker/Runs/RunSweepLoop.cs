using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Messages;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.EnsembleWorker.Runs.Notices;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>
/// Finds runs that nobody holds, because a message was lost or a worker died, and puts them back on the bus: every worker
/// does, and a run that is found twice is taken once. With the bus away a worker takes what it finds itself.
/// </summary>
internal sealed partial class RunSweepLoop(
    RunLeaseStore leases,
    RunPublisher publisher,
    RunIntake intake,
    RunSlots slots,
    HeldRuns held,
    RunningWork work,
    Func<Owner> me,
    Jitter jitter,
    Serving serving,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    RunTelemetry telemetry,
    ILogger<RunSweepLoop> logger
) : BackgroundService
{
    private readonly RunSweepOptions _options = options.Value.Runs.Sweep;
    private readonly TimeSpan _clockSkew = options.Value.Leases.ClockSkew;

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        // Work is pulled: a worker without a free place wakes nobody.
        var most = Math.Min(slots.Free, _options.Batch);
        if (most == 0 || work.IsStopping)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var query = new WaitingQuery(
            (now - _options.MinAge).ToUnixTimeMilliseconds(),
            (now - _clockSkew).ToUnixTimeMilliseconds(),
            most
        );
        var waiting = await leases.FindWaitingAsync(me(), held.Ids, query, cancellationToken);
        telemetry.Swept(waiting.Count);
        var busTakes = true;
        foreach (var run in waiting)
        {
            busTakes = await OfferAsync(run, busTakes, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await serving.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Workers that were started together must not look at the same moment for ever.
            await Task.Delay(_options.Interval * (0.5 + jitter.Next()), clock, stoppingToken);
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            // One bad round must not end sweeping: the database may be back for the next one.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(exception);
            }
        }
    }

    /// <param name="busTakes">False: it has just refused a run, and one wait for it in each round is enough.</param>
    /// <returns>False when the bus is away and the run was offered to this worker alone.</returns>
    private async Task<bool> OfferAsync(WaitingRun run, bool busTakes, CancellationToken cancellationToken)
    {
        LogFound(run.RunId);
        var notice = new RunNotice(new RunReady(run.RunId), run.TraceParent);
        if (busTakes && await publisher.TryPublishAsync(notice, CancellationToken.None) is null)
        {
            return true;
        }

        await intake.TryTakeAsync(run.RunId, TimeSpan.Zero, cancellationToken);
        return false;
    }

    [LoggerMessage(3451, LogLevel.Information, "Run {RunId} waits for a worker and is offered again.")]
    private partial void LogFound(string runId);

    [LoggerMessage(3452, LogLevel.Warning, "Waiting runs could not be looked for.")]
    private partial void LogRoundFailed(Exception exception);
}
