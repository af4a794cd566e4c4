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
                    .Replicas.Where(replica => IsName(replica.Name, limits) && TellsModels(replica))
                    .Take(limits.ReplicasPerWorkerMax)
                    .Select(replica => ToModels(replica, limits)),
            ],
            [.. update.Removed.Take(limits.ReplicasPerWorkerMax)],
            limits.ReplicasPerWorkerMax
        );

    // Without an inventory it is the one that was told before; only before the first look there is none.
    private static bool TellsModels(Replica replica) => replica.InventoryIncluded || replica.InventoryHash == 0;

    private static ReplicaModels ToModels(Replica replica, ProfilerOptions limits) =>
        new(
            replica.Name,
            [
                .. replica
                    .Models.Where(model => IsModel(model, limits))
                    .Take(limits.ModelsPerReplicaMax)
                    .Select(ToKnownModel),
            ]
        );

    private static KnownModel ToKnownModel(Model model) =>
        new(
            model.Name,
            model.Digest,
            model.Family,
            model.ParameterSize,
            model.Quantization,
            model.ContextTokens,
            [.. model.Capabilities.Take(CapabilitiesMax).Order(StringComparer.Ordinal)]
        );

    private static bool IsModel(Model model, ProfilerOptions limits)
    {
        string[] texts = [model.Digest, model.Family, model.ParameterSize, model.Quantization, .. model.Capabilities];
        return IsName(model.Name, limits) && Array.TrueForAll(texts, text => text.Length <= limits.TextCharsMax);
    }

    // Names go into logs and headers.
    private static bool IsName(string text, ProfilerOptions limits) =>
        text.Length > 0 && text.Length <= limits.TextCharsMax && !text.Any(char.IsControl);

    private static bool IsAddress(string text, ProfilerOptions limits) =>
        text.Length <= limits.TextCharsMax
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https" };
}
