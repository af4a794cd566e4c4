using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Router.Fleet;

/// <summary>An owner's message in our own types, cut to the named limits.</summary>
internal static class OwnerUpdateMapping
{
    private const int StrategiesMax = 64;

    /// <param name="update">The message.</param>
    /// <param name="dialled">Where the owner was reached, for one that does not say where it wants to be.</param>
    /// <param name="inventories">What this watch was told so far.</param>
    /// <param name="limits">How much is taken in.</param>
    /// <param name="now">When the message arrived.</param>
    public static OwnerUpdate ToOwnerUpdate(
        FleetUpdate update,
        Uri dialled,
        OwnerInventories inventories,
        FleetOptions limits,
        DateTimeOffset now
    )
    {
        inventories.Forget(update.Removed);
        var address = IsAddress(update.Address) ? update.Address : dialled.ToString();
        var worker = IsName(update.Worker, limits) ? update.Worker : dialled.Authority;
        return new OwnerUpdate(
            update.Full,
            [
                .. update
                    .Replicas.Where(replica => IsName(replica.Name, limits))
                    .Take(limits.MaxReplicasPerOwner)
                    .Select(replica => ToSnapshot(replica, worker, address, inventories.Take(replica), now)),
            ],
            [.. update.Removed.Take(limits.MaxReplicasPerOwner)],
            limits.MaxReplicasPerOwner
        )
        {
            HeardAt = now,
            // An owner carries out one at least: none named is none told.
            Strategies =
                update.Full || update.Strategies.Count > 0
                    ? [.. update.Strategies.Where(name => IsName(name, limits)).Take(StrategiesMax)]
                    : null,
        };
    }

    private static ReplicaSnapshot ToSnapshot(
        Replica replica,
        string worker,
        string address,
        IReadOnlyList<ModelSnapshot> models,
        DateTimeOffset now
    ) =>
        new(
            replica.Name,
            replica.Epoch,
            worker,
            address,
            ToHealth(replica.Health),
            ToInt(replica.InFlight),
            ToInt(replica.Queued),
            Math.Max(ToInt(replica.Slots), 1),
            ToInt(replica.QueueLimit),
            models,
            replica.Simulated,
            now
        )
        {
            VramBytes = replica.VramBytes,
            Work = WorkMapping.ToWork(replica.Work, models.Count),
            Loading = WorkMapping.ToLoading(replica.Loading),
        };

    private static ReplicaHealth ToHealth(Health health) =>
        health switch
        {
            Health.Healthy => ReplicaHealth.Healthy,
            Health.Draining => ReplicaHealth.Draining,
            Health.Degraded => ReplicaHealth.Degraded,
            Health.Busy => ReplicaHealth.Busy,
            _ => ReplicaHealth.Unreachable,
        };

    // Names go into logs, metrics and response headers.
    public static bool IsName(string text, FleetOptions limits) =>
        text.Length > 0 && text.Length <= limits.MaxNameChars && !text.Any(char.IsControl);

    // Gateways dial it.
    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" };

    // Loads are added up later: bounded, so that no sum overflows.
    public static int ToInt(uint value) => (int)Math.Min(value, 1_000_000);
}
