using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Looks at each owned replica, every interval and whenever something suggests a change.</summary>
internal sealed partial class ReplicaWatchLoop(
    IOptions<EnsembleWorkerOptions> options,
    ReplicaFleet fleet,
    HeldLeases held,
    TimeProvider clock,
    ILogger<ReplicaWatchLoop> logger
) : BackgroundService
{
    private readonly InventoryOptions _options = options.Value.Inventory;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(fleet.All.Select(replica => WatchAsync(replica, stoppingToken)));

    private async Task WatchAsync(FleetReplica replica, CancellationToken stoppingToken)
    {
        var look = new ReplicaLook(replica.Client, _options);
        var interval = _options.Interval;
        await using var timer = clock.CreateTimer(_ => replica.LookSoon(), null, TimeSpan.Zero, interval);
        await foreach (var _ in replica.LooksDue(stoppingToken))
        {
            // Only the owner opens connections to a replica.
            if (held.Find(replica.Name) is not null)
            {
                await LookOnceAsync(replica, look, stoppingToken);
            }
        }
    }

    private async Task LookOnceAsync(FleetReplica replica, ReplicaLook look, CancellationToken stoppingToken)
    {
        var before = replica.State;
        using var limit = new CancellationTokenSource(_options.LookLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            var inventory = await look.LookAsync(before.Inventory, both.Token);
            replica.State = ReplicaState.AfterGoodLook(inventory, clock.GetUtcNow());
        }
        // Whatever a look meets, the replica counts as failed and the loop goes on: the next look may find it back.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            replica.State = before.AfterFailedLook(_options.FailuresUntilUnreachable);
            LogLookFailed(replica.Name, exception.GetType().Name, replica.State.FailuresInARow);
        }

        Tell(replica, before);
    }

    private void Tell(FleetReplica replica, ReplicaState before)
    {
        var now = replica.State;
        if (now.Health != before.Health)
        {
            var level = now.Health == ReplicaHealth.Unreachable ? LogLevel.Warning : LogLevel.Information;
            LogHealth(level, replica.Name, now.Health, now.Inventory.Version, now.Inventory.Models.Length);
        }

        if (now.Health != before.Health || !ReferenceEquals(now.Inventory, before.Inventory))
        {
            fleet.Changed();
        }
    }

    [LoggerMessage(3201, LogLevel.Debug, "A look at replica {Replica} failed: {Error}, {Failures} in a row.")]
    private partial void LogLookFailed(string replica, string error, int failures);

    [LoggerMessage(EventId = 3202, Message = "Replica {Replica} is {Health}; version {Version}, {Models} models.")]
    private partial void LogHealth(LogLevel level, string replica, ReplicaHealth health, string version, int models);
}
