using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Discovery;

/// <summary>A worker's message in our own types, cut to the named limits: a worker is a peer, not a friend.</summary>
internal static class OwnerReportMapping
{
    private const int CapabilitiesMax = 64;

    /// <param name="dialled">Stands in for a name or an address that cannot be used.</param>
    public static OwnerReport ToReport(FleetUpdate update, Uri dialled, ProfilerOptions limits) =>
        new(
            IsName(update.Worker, limits) ? update.Worker : dialled.Authority,
            IsAddress(update.Address, limits) ? update.Address : dialled.ToString(),
            update.Full,
            [
                .. update
                    .Replicas.Where(replica => IsName(replica.Name, limits))
                    .Take(limits.ReplicasPerWorkerMax)
                    .Select(replica => ToReplica(replica, limits)),
            ],
            [.. update.Removed.Take(limits.ReplicasPerWorkerMax)],
            limits.ReplicasPerWorkerMax
        );

    private static ReplicaReport ToReplica(Replica replica, ProfilerOptions limits) =>
        new(replica.Name)
        {
            Epoch = replica.Epoch,
            Health = replica.Health is Health.Unspecified ? Health.Unreachable : replica.Health,
            Reason = replica.HealthReason is { } reason ? ToReason(reason, limits) : null,
            Kind = Short(replica.Kind, limits),
            Source = ToSource(replica.Source),
            Url = Short(replica.Url, limits),
            Gpu = Short(replica.Gpu, limits),
            VramBytes = replica.VramBytes,
            Version = Short(replica.Version, limits),
            Simulated = replica.Simulated,
            Slots = replica.Slots,
            SlotsInferred = replica.SlotsInferred,
            InventoryHash = replica.InventoryHash,
            Inventory = ToInventory(replica, limits),
            Loaded =
            [
                .. replica
                    .Loaded.Where(model => IsName(model.Name, limits))
                    .Take(limits.LoadedPerReplicaMax)
                    .Select(ToLoaded),
            ],
            Measured =
            [
                .. replica
                    .Measured.Where(measure => IsName(measure.Digest, limits))
                    .Take(limits.ModelsPerReplicaMax)
                    .Select(measure => MeasureMapping.ToMeasure(measure, limits)),
            ],
        };

    private static ReasonText ToReason(HealthReason reason, ProfilerOptions limits) =>
        new(Short(reason.Code, limits), Short(reason.Detail, limits));

    // An owner that knows no hashes tells its whole inventory each time.
    private static Inventory? ToInventory(Replica replica, ProfilerOptions limits) =>
        replica.InventoryIncluded || (replica.InventoryHash == 0 && replica.Models.Count > 0)
            ? new Inventory(
                replica.InventoryHash,
                [
                    .. replica
                        .Models.Where(model => IsModel(model, limits))
                        .Take(limits.ModelsPerReplicaMax)
                        .Select(model => ToKnownModel(model, limits))
                        .DistinctBy(model => model.Id),
                ]
            )
            : null;

    private static KnownModel ToKnownModel(Model model, ProfilerOptions limits) =>
        new(
            model.Name,
            // Cloud endpoints have no digests: there the name is the identity.
            model.Digest.Length > 0
                ? model.Digest
                : model.Name,
            model.SizeBytes,
            model.Family,
            model.ParameterSize,
            model.Quantization,
            model.ContextTokens,
            [.. model.Capabilities.Take(CapabilitiesMax).Order(StringComparer.Ordinal)]
        )
        {
            Licence = Short(model.Licence, limits),
        };

    private static MemoryModel ToLoaded(LoadedModel model) =>
        new(model.Name, model.TotalBytes, model.VramBytes, model.ContextTokens, Timestamps.Read(model.ExpiresAt));

    private static bool IsModel(Model model, ProfilerOptions limits)
    {
        string[] texts = [model.Digest, model.Family, model.ParameterSize, model.Quantization, .. model.Capabilities];
        return IsName(model.Name, limits) && Array.TrueForAll(texts, text => text.Length <= limits.TextCharsMax);
    }

    // For people only: cut, and not a reason to leave a replica out.
    private static string Short(string text, ProfilerOptions limits) =>
        text.Any(char.IsControl) ? "" : text[..Math.Min(text.Length, limits.TextCharsMax)];

    // What an operator added by API is known here, and nowhere better.
    private static string ToSource(string source) =>
        source is ReplicaSources.Dns ? ReplicaSources.Dns : ReplicaSources.Static;

    // Names go into logs and headers.
    private static bool IsName(string text, ProfilerOptions limits) =>
        text.Length > 0 && text.Length <= limits.TextCharsMax && !text.Any(char.IsControl);

    private static bool IsAddress(string text, ProfilerOptions limits) =>
        text.Length <= limits.TextCharsMax
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https" };
}
