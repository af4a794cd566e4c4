using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Residency;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Looks at owned replicas, again and again and whenever something suggests a change; each has its own loop.</summary>
/// <param name="plans">The plan for a replica as last heard; null when there is none.</param>
internal sealed class ReplicaWatches(
    IOptions<EnsembleWorkerOptions> options,
    ReplicaFleet fleet,
    HeldLeases held,
    Func<string, ResidencyPlan?> plans,
    Jitter jitter,
    TimeProvider clock
) : IDisposable
{
    private readonly InventoryOptions _options = options.Value.Inventory;
    private readonly HealthOptions _health = options.Value.Health;
    private readonly SemaphoreSlim _unreachable = new(options.Value.Health.UnreachableLooks);

    /// <summary>Until the replica has left or the process stops.</summary>
    public async Task WatchAsync(FleetReplica replica, CancellationToken cancellationToken)
    {
        var look = new ReplicaLook(replica.Client, replica.Config.Kind, _options);
        await using var timer = clock.CreateTimer(
            _ => replica.LookSoon(),
            null,
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan
        );
        await foreach (var _ in replica.LooksDue(cancellationToken))
        {
            var since = clock.GetTimestamp();
            // Only the owner opens connections to a replica.
            if (held.Find(replica.Name) is not null)
            {
                await LookInTurnAsync(replica, look, cancellationToken);
            }

            var wait = LookWait.After(replica.Health.State, _options.Interval, _health, jitter.Next());
            var left = wait - clock.GetElapsedTime(since);
            timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _unreachable.Dispose();

    private async Task LookInTurnAsync(FleetReplica replica, ReplicaLook look, CancellationToken cancellationToken)
    {
        if (replica.Health.State.Unreachable is null)
        {
            await LookOnceAsync(replica, look, _options.LookLimit, cancellationToken);
            return;
        }

        await _unreachable.WaitAsync(cancellationToken);
        try
        {
            await LookOnceAsync(replica, look, _health.UnreachableLookLimit, cancellationToken);
        }
        finally
        {
            _unreachable.Release();
        }
    }

    private async Task LookOnceAsync(
        FleetReplica replica,
        ReplicaLook look,
        TimeSpan lookLimit,
        CancellationToken cancellationToken
    )
    {
        var since = clock.GetTimestamp();
        var isCareful = replica.Health.State is { IsKnown: false } or { Unreachable: not null };
        using var limit = new CancellationTokenSource(lookLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var result = await look.LookAsync(replica.State, isCareful, both.Token);
            cancellationToken.ThrowIfCancellationRequested();
            Take(replica, result, clock.GetElapsedTime(since));
        }
        // Whatever a look meets, the replica counts as failed and the loop goes on: the next look may find it back.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            replica.Health.Post(
                LookFailures.IsBusy(exception)
                    ? new HealthEvent.CallBusy()
                    : new HealthEvent.LookFailed(LookFailures.ReasonOf(exception, replica.Config.Kind))
            );
        }
    }

    // First what was seen, then the judgement: who hears that a replica is healthy finds its models.
    private void Take(FleetReplica replica, LookResult result, TimeSpan elapsed)
    {
        var before = replica.State;
        replica.State = new ReplicaState(result.Inventory, result.Loaded, clock.GetUtcNow());
        replica.TellQueue(plans(replica.Name));
        if (replica.Config.Kind == ReplicaConfig.DefaultKind)
        {
            replica.Health.Post(new HealthEvent.VersionSeen(result.Inventory.Version, _options.OllamaVersionMin));
        }

        replica.Health.Post(
            result.Missing is { } missing ? new HealthEvent.LookHalf(missing)
            : elapsed > _health.SlowLook ? new HealthEvent.LookSlow(elapsed)
            : new HealthEvent.LookGood()
        );
        if (!ReferenceEquals(before.Inventory, result.Inventory) || !ReferenceEquals(before.Loaded, result.Loaded))
        {
            fleet.Changed();
        }
    }
}
