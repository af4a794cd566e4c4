using Google.Protobuf.Collections;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Router.Fleet;

/// <summary>An owner's message in our own types, cut to the named limits.</summary>
internal static class OwnerUpdateMapping
{
    /// <param name="dialled">Where the owner was reached, for one that does not say where it wants to be.</param>
    public static OwnerUpdate ToOwnerUpdate(FleetUpdate update, Uri dialled, FleetOptions limits, DateTimeOffset now)
    {
        var address = IsAddress(update.Address) ? update.Address : dialled.ToString();
        var worker = IsName(update.Worker, limits) ? update.Worker : dialled.Authority;
        return new OwnerUpdate(
            update.Full,
            [
                .. update
                    .Replicas.Where(replica => IsName(replica.Name, limits))
                    .Take(limits.MaxReplicasPerOwner)
                    .Select(replica => ToSnapshot(replica, worker, address, limits, now)),
            ],
            [.. update.Removed.Take(limits.MaxReplicasPerOwner)],
            limits.MaxReplicasPerOwner
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
            [
                .. replica
                    .Models.Where(model => IsName(model.Name, limits))
                    .Take(limits.MaxModelsPerReplica)
                    .Select(ToModel),
            ],
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

    // Names go into logs, metrics and response headers.
    private static bool IsName(string text, FleetOptions limits) =>
        text.Length > 0 && text.Length <= limits.MaxNameChars && !text.Any(char.IsControl);

    // Gateways dial it.
    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" };

    private static string[] Copy(RepeatedField<string> names) => [.. names];

    // Loads are added up later: bounded, so that no sum overflows.
    private static int ToInt(uint value) => (int)Math.Min(value, 1_000_000);
}
