using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>Runs lease rounds while the process lives and gives the leases back when it stops in good order.</summary>
internal sealed partial class LeaseLoop(
    IOptions<EnsembleWorkerOptions> options,
    LeaseRounds rounds,
    HeldLeases held,
    ReplicaFleet fleet,
    Serving serving,
    TimeProvider clock,
    ILogger<LeaseLoop> logger
) : BackgroundService
{
    /// <summary>Between two rounds, whatever the rows say: of several workers that wait for one lease, one gets it.</summary>
    private static readonly TimeSpan _leastWait = TimeSpan.FromMilliseconds(100);

    private readonly LeaseOptions _options = options.Value.Leases;
    private bool _isFailing;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The server has drained before this is called, so nothing of ours runs on a replica that is given back.
        await base.StopAsync(cancellationToken);
        try
        {
            await rounds.ReleaseAsync(held.Names, cancellationToken);
        }
        // A lease that could not be given back expires by itself; the stop goes on.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogReleaseFailed(exception);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Replicas.Count == 0 && options.Value.LlamaCpp.Count == 0)
        {
            LogNoReplicas();
        }

        await serving.WaitAsync(stoppingToken);
        using var members = fleet.Members.Listen();
        while (!stoppingToken.IsCancellationRequested)
        {
            var startedAt = clock.GetUtcNow();
            var round = await RunOnceAsync(stoppingToken);
            // Counted from the start of the round: a slow database must not stretch the time between two renewals.
            var wait = round.Wait(startedAt, _options.RenewInterval, _leastWait) - (clock.GetUtcNow() - startedAt);
            await Task.Delay(_leastWait, clock, stoppingToken);
            await WaitAsync(members, wait - _leastWait, stoppingToken);
        }
    }

    /// <summary>A replica that was just added is claimed at once, not at the next tick.</summary>
    private async Task WaitAsync(ChangeSignal.Listener members, TimeSpan wait, CancellationToken stoppingToken)
    {
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(Task.Delay(wait, clock, ending.Token), members.WaitAsync(ending.Token));
        await ending.CancelAsync();
    }

    private async Task<LeaseRound> RunOnceAsync(CancellationToken stoppingToken)
    {
        // After a failed round nobody knows: everything may have changed.
        var round = new LeaseRound(IsChanged: true, NextFreeAt: null);
        using var limit = new CancellationTokenSource(_options.RoundLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            round = await rounds.RunAsync(fleet.Wishes, both.Token);
            LogFailing(null);
        }
        // The database is away: what is held is served until its expiry, and the next round tries again.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailing(exception);
        }

        fleet.FollowLeases();
        if (round.IsChanged)
        {
            fleet.Changed();
        }

        return round;
    }

    private void LogFailing(Exception? exception)
    {
        if (exception is not null && !_isFailing)
        {
            LogRoundFailed(exception, _options.Duration);
        }
        else if (exception is null && _isFailing)
        {
            LogRoundWorks();
        }

        _isFailing = exception is not null;
    }

    [LoggerMessage(
        3111,
        LogLevel.Warning,
        "No replicas are configured: set Worker:Replicas:0:Name and :Url, or add some at run time."
    )]
    private partial void LogNoReplicas();

    [LoggerMessage(
        3112,
        LogLevel.Warning,
        "Leases cannot be renewed; replicas are served until their leases of {Duration} expire."
    )]
    private partial void LogRoundFailed(Exception exception, TimeSpan duration);

    [LoggerMessage(3113, LogLevel.Information, "Leases can be renewed again.")]
    private partial void LogRoundWorks();

    [LoggerMessage(3114, LogLevel.Warning, "The leases could not be given back; they expire by themselves.")]
    private partial void LogReleaseFailed(Exception exception);
}
