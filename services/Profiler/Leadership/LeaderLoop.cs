using Microsoft.Extensions.Options;

namespace Orchestrator.Profiler.Leadership;

/// <summary>Looks at the lease again and again, and gives it back when the process stops in good order.</summary>
internal sealed partial class LeaderLoop(
    LeaderSeat seat,
    IOptions<LeadershipOptions> options,
    TimeProvider clock,
    ILogger<LeaderLoop> logger
) : BackgroundService
{
    private bool _isFailing;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await seat.ReleaseAsync(cancellationToken);
        }
        // A lease that could not be given back expires by itself; the stop goes on.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogReleaseFailed(exception.GetBaseException().Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookOnceAsync(stoppingToken);
            await Task.Delay(options.Value.RenewInterval, clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookOnceAsync(CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(options.Value.RoundLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            await seat.LookAsync(both.Token);
            _isFailing = false;
        }
        // The database is away: what is led is led until the lease ends, and the next look tries again.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            if (!_isFailing)
            {
                LogFailed(exception.GetBaseException().Message, options.Value.Duration);
            }

            _isFailing = true;
        }
        catch (OperationCanceledException) { }
    }

    [LoggerMessage(
        3031,
        LogLevel.Warning,
        "The lease of the leader cannot be looked at: {Reason} Whoever leads does so for {Duration} at most."
    )]
    private partial void LogFailed(string reason, TimeSpan duration);

    [LoggerMessage(3032, LogLevel.Warning, "The lease of the leader could not be given back: {Reason}")]
    private partial void LogReleaseFailed(string reason);
}
