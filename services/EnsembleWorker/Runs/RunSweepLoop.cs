using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>
/// Finds runs that nobody holds, because a message was lost, a worker died or all were full, and takes some of them. Every
/// worker does: work is pulled, so one without a free place does not even look, and a run that two find is taken once.
/// </summary>
internal sealed partial class RunSweepLoop(
    RunLeaseStore leases,
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
    private readonly TimeSpan _aging = options.Value.Runs.PriorityAging;
    private readonly LeaseOptions _leases = options.Value.Leases;
    private readonly long _bornAt = clock.GetTimestamp();

    /// <returns>True when there is more than was taken.</returns>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var places = Math.Min(slots.Free, _options.Batch);
        if (places == 0 || work.IsStopping)
        {
            return false;
        }

        var mine = held.Ids.ToHashSet(StringComparer.Ordinal);
        var found = await leases.FindWaitingAsync(me(), QueryFor(mine.Count), cancellationToken);
        var waiting = found.Where(run => !mine.Contains(run.RunId)).ToList();
        var chosen = SweepRule.Choose(waiting, places, jitter.Next);
        telemetry.Swept(chosen.Count);
        foreach (var run in chosen)
        {
            LogFound(run.RunId);
            await intake.TryTakeAsync(run.RunId, TimeSpan.Zero, cancellationToken);
        }

        return waiting.Count > chosen.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await serving.WaitAsync(stoppingToken);
        var isMore = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            // Workers that were started together must not look at the same moment for ever.
            var interval = isMore || slots.Free == 0 ? _options.BusyInterval : _options.Interval;
            await Task.Delay(interval * (0.5 + jitter.Next()), clock, stoppingToken);
            try
            {
                isMore = await RunOnceAsync(stoppingToken);
            }
            // One bad round must not end sweeping: the database may be back for the next one.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(exception);
                isMore = false;
            }
        }
    }

    private WaitingQuery QueryFor(int held)
    {
        var now = clock.GetUtcNow();
        // After that time every lease of an earlier life has run out, and is found as anybody's is.
        var mayHaveLivedBefore = clock.GetElapsedTime(_bornAt) < _leases.Duration + (_leases.ClockSkew * 2);
        return new WaitingQuery(
            now.ToUnixTimeMilliseconds(),
            (now - _options.MinAge).ToUnixTimeMilliseconds(),
            (now - _leases.ClockSkew).ToUnixTimeMilliseconds(),
            // Its own runs are found then, too.
            _options.Window + (mayHaveLivedBefore ? held : 0),
            mayHaveLivedBefore,
            _aging
        );
    }

    [LoggerMessage(3451, LogLevel.Information, "Run {RunId} waits for a worker.")]
    private partial void LogFound(string runId);

    [LoggerMessage(3452, LogLevel.Warning, "Waiting runs could not be looked for.")]
    private partial void LogRoundFailed(Exception exception);
}
