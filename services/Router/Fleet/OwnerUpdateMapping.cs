using Google.Protobuf.Collections;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Router.Fleet;

/// <summary>An owner's message in our own types, cut to the named limits.</summary>
internal static class OwnerUpdateMapping
{
    /// <param name="dialled">Where the owner was reached, for one that does not say where it wants to be.</param>
    public static OwnerUpdate ToOwnerUpdate(FleetUpdate update, Uri dialled, FleetOptions limits, DateTimeOffset now)
    {
        var address = Uri.IsWellFormedUriString(update.Address, UriKind.Absolute) ? update.Address : dialled.ToString();
        return new OwnerUpdate(
            update.Full,
            [
                .. update
                    .Replicas.Take(limits.MaxReplicasPerOwner)
                    .Select(replica => ToSnapshot(replica, update.Worker, address, limits, now)),
            ],
            [.. update.Removed.Take(limits.MaxReplicasPerOwner)]
        );
    }

    private static ReplicaSnapshot ToSnapshot(
        Replica replica,
        string worker,
        string address,
        FleetOptions limits,
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
            [.. replica.Models.Take(limits.MaxModelsPerReplica).Select(ToModel)],
            replica.Simulated,
            now
        );

    private static ReplicaHealth ToHealth(Health health) =>
        health switch
        {
            Health.Healthy => ReplicaHealth.Healthy,
            Health.Draining => ReplicaHealth.Draining,
            _ => ReplicaHealth.Unreachable,
        };

    private static ModelSnapshot ToModel(Model model) =>
        new(
            model.Name,
            model.Digest,
            model.SizeBytes,
            model.Family,
            model.ParameterSize,
            model.Quantization,
            model.ContextTokens,
            Copy(model.Capabilities),
            model.Loaded is { } loaded ? new LoadedSnapshot(loaded.ContextTokens) : null
        );

    private static string[] Copy(RepeatedField<string> names) => [.. names];

    // Loads are added up later: bounded, so that no sum overflows.
    private static int ToInt(uint value) => (int)Math.Min(value, 1_000_000);
}
