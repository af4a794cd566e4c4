using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;

namespace Orchestrator.EnsembleWorker.Runs.Lease;

/// <summary>Renews the leases of all runs that this worker carries out, and notices which of them are lost or to end.</summary>
internal sealed partial class RunLeaseLoop(
    HeldRuns held,
    RunLeaseStore store,
    RunHolderHints hints,
    Func<Owner> me,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    ILogger<RunLeaseLoop> logger
) : BackgroundService
{
    // Each run is a parameter of the statement, and databases take only so many.
    private const int Chunk = 500;
    private const int HintsAtOnce = 64;

    private readonly LeaseOptions _options = options.Value.Leases;
    private readonly TimeSpan _pauseGrace = options.Value.Runs.Controls.PauseGrace;

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var runs = held.All;
        if (runs.Count == 0)
        {
            return;
        }

        // The expiry counts from before the write: a slow database makes a lease shorter here, never longer.
        var expiresAt = clock.GetUtcNow() + _options.Duration;
        foreach (var chunk in runs.Chunk(Chunk))
        {
            var ids = chunk.Select(run => run.RunId).ToList();
            var renewed = await store.RenewAsync(ids, me(), expiresAt, cancellationToken);
            foreach (var run in chunk)
            {
                Follow(run, renewed.GetValueOrDefault(run.RunId), expiresAt);
            }
        }
    }

    /// <summary>Says again where the runs are held; many at once, for one after the other a slow cache takes longer than a lease.</summary>
    public async Task TellOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var chunk in held.All.Chunk(HintsAtOnce))
        {
            await Task.WhenAll(chunk.Select(run => hints.TellAsync(run.RunId, cancellationToken).AsTask()));
        }
    }

    // Apart from the leases: renewals that waited for a slow cache would come too late, and cost all runs at once.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(RenewAsync(stoppingToken), TellAsync(stoppingToken));

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.RenewInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TellOnceAsync(stoppingToken);
        }
    }

    private async Task RenewAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.RenewInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            using var limit = new CancellationTokenSource(_options.RoundLimit, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
            try
            {
                await RunOnceAsync(both.Token);
            }
            // The database is away: runs go on until their leases end by the clock, and the next round tries again.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRenewed(exception, held.All.Count);
            }
        }
    }

    private void Follow(HeldRun run, RenewedRun? renewed, DateTimeOffset expiresAt)
    {
        if (renewed?.Epoch != run.Epoch)
        {
            // Also when it has just ended here: then there is nobody left to be told.
            run.Lose();
            return;
        }

        run.Renewed(expiresAt);
        run.Mail.Hear(renewed.Messages);
        if (renewed.StopRequested)
        {
            run.Stop();
        }
        else if (renewed.PauseRequested)
        {
            run.Pause.Begin(_pauseGrace);
        }
        else
        {
            run.Pause.CallOff();
        }
    }

    [LoggerMessage(3441, LogLevel.Warning, "The leases of {Count} runs could not be renewed.")]
    private partial void LogNotRenewed(Exception exception, int count);
}
