using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>A replica from the moment it is added until it has left: watched, drained, given back, let go.</summary>
internal sealed partial class ReplicaLife(
    IOptions<EnsembleWorkerOptions> options,
    ReplicaFleet fleet,
    ReplicaWatches watches,
    LeaseRounds leases,
    TimeProvider clock,
    ILogger<ReplicaLife> logger
)
{
    private readonly FleetChangeOptions _options = options.Value.Fleet;

    /// <param name="name">Of a replica that was just added.</param>
    /// <param name="stoppingToken">The process stops.</param>
    public Task LiveAsync(string name, CancellationToken stoppingToken) =>
        fleet.Find(name) is { } replica ? LiveAsync(replica, stoppingToken) : Task.CompletedTask;

    private async Task LiveAsync(FleetReplica replica, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var watch = watches.WatchAsync(replica, stop.Token);
        await replica.Leaving.WaitAsync(stoppingToken);
        fleet.Changed();
        await DrainAsync(replica, stoppingToken);
        replica.Retire();
        await GiveBackAsync(replica.Name, stoppingToken);
        await stop.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        fleet.Remove(replica);
        LogRemoved(replica.Name);
    }

    private async Task DrainAsync(FleetReplica replica, CancellationToken stoppingToken)
    {
        LogLeaving(replica.Name, replica.Admission.State.Running.Count);
        try
        {
            await replica.Idle.WaitAsync(_options.DrainLimit, clock, stoppingToken);
        }
        catch (TimeoutException)
        {
            LogCutOff(replica.Name, replica.Admission.State.Running.Count, _options.DrainLimit);
        }
    }

    private async Task GiveBackAsync(string replica, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(options.Value.Leases.RoundLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            await leases.ReleaseAsync([replica], both.Token);
        }
        // The lease expires by itself; a replica that is not wanted must go all the same.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotGivenBack(exception, replica);
        }
    }

    [LoggerMessage(3125, LogLevel.Information, "Replica {Replica} is not wanted any more; {Running} calls run there.")]
    private partial void LogLeaving(string replica, int running);

    [LoggerMessage(3126, LogLevel.Warning, "{Running} calls on {Replica} are ended: they took longer than {Limit}.")]
    private partial void LogCutOff(string replica, int running, TimeSpan limit);

    [LoggerMessage(3127, LogLevel.Information, "Replica {Replica} has left.")]
    private partial void LogRemoved(string replica);

    [LoggerMessage(3128, LogLevel.Warning, "The lease of {Replica} could not be given back; it expires by itself.")]
    private partial void LogNotGivenBack(Exception exception, string replica);
}
