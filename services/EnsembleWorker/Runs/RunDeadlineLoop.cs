using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>
/// Ends queued runs whose deadline has passed, also while every worker is full: their users hear of it in time. Each worker
/// looks; of two that find the same run one claims it.
/// </summary>
internal sealed partial class RunDeadlineLoop(
    RunLeaseStore leases,
    RunIntake intake,
    Serving serving,
    Jitter jitter,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    ILogger<RunDeadlineLoop> logger
) : BackgroundService
{
    private readonly RunControlOptions _options = options.Value.Runs.Controls;

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var runId in await leases.FindOverdueAsync(nowMs, _options.DeadlineBatch, cancellationToken))
        {
            await intake.TryTakeToEndAsync(runId, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await serving.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Workers that were started together must not look at the same moment for ever.
            await Task.Delay(_options.DeadlineInterval * (0.5 + jitter.Next()), clock, stoppingToken);
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            // One bad round must not end the loop: the database may be back for the next one.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(exception);
            }
        }
    }

    [LoggerMessage(3437, LogLevel.Warning, "Runs past their deadline could not be looked for.")]
    private partial void LogRoundFailed(Exception exception);
}
