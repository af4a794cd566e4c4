using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Lease;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>
/// Ends runs that nobody has resumed for long, and deletes those that ended long ago; a bounded number at a time. Every worker
/// may do it.
/// </summary>
internal sealed partial class RunRetentionLoop(
    RunStore store,
    RunLeaseStore leases,
    RunIntake intake,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    RunTelemetry telemetry,
    ILogger<RunRetentionLoop> logger
) : BackgroundService
{
    private readonly RunRetentionOptions _options = options.Value.Runs.Retention;

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await EndPausedAsync(cancellationToken);
        var before = (clock.GetUtcNow() - _options.Period).ToUnixTimeMilliseconds();
        for (var batch = 0; batch < _options.BatchesPerRound; batch++)
        {
            var deleted = await store.DeleteFinishedAsync(before, _options.Batch, cancellationToken);
            telemetry.Deleted(deleted);
            if (deleted < _options.Batch)
            {
                return;
            }
        }
    }

    // Two workers may find the same run: one of them claims it. More than a batch wait for the next round.
    private async Task EndPausedAsync(CancellationToken cancellationToken)
    {
        var before = (clock.GetUtcNow() - _options.PausedPeriod).ToUnixTimeMilliseconds();
        foreach (var runId in await leases.FindPausedAsync(before, _options.Batch, cancellationToken))
        {
            await intake.TryTakeToEndAsync(runId, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            // One bad round must not end the loop: the next one deletes more.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(exception);
            }
        }
    }

    [LoggerMessage(3453, LogLevel.Warning, "Old runs could not be ended or deleted.")]
    private partial void LogRoundFailed(Exception exception);
}
