using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Looks at owned replicas, every interval and whenever something suggests a change; each has its own loop.</summary>
internal sealed partial class ReplicaWatches(
    IOptions<EnsembleWorkerOptions> options,
    ReplicaFleet fleet,
    HeldLeases held,
    TimeProvider clock,
    ILogger<ReplicaWatches> logger
)
{
    private readonly InventoryOptions _options = options.Value.Inventory;

    /// <summary>Until the replica has left or the process stops.</summary>
    public async Task WatchAsync(FleetReplica replica, CancellationToken cancellationToken)
    {
        var look = new ReplicaLook(replica.Client, _options);
        var interval = _options.Interval;
        await using var timer = clock.CreateTimer(_ => replica.LookSoon(), null, TimeSpan.Zero, interval);
        await foreach (var _ in replica.LooksDue(cancellationToken))
        {
            // Only the owner opens connections to a replica.
            if (held.Find(replica.Name) is not null)
            {
                await LookOnceAsync(replica, look, cancellationToken);
            }
        }
    }

    private async Task LookOnceAsync(FleetReplica replica, ReplicaLook look, CancellationToken cancellationToken)
    {
        var before = replica.State;
        using var limit = new CancellationTokenSource(_options.LookLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var inventory = await look.LookAsync(before.Inventory, both.Token);
            replica.State = ReplicaState.AfterGoodLook(inventory, clock.GetUtcNow());
        }
        // Whatever a look meets, the replica counts as failed and the loop goes on: the next look may find it back.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
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
