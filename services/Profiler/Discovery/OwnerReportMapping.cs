using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Discovery;

/// <summary>A worker's message in our own types, cut to the named limits: a worker is a peer, not a friend.</summary>
internal static class OwnerReportMapping
{
    public static OwnerReport ToReport(FleetUpdate update, ProfilerOptions limits) =>
        new(
            update.Worker,
            update.Address,
            update.Full,
            [.. update.Replicas.Take(limits.ReplicasPerWorkerMax).Select(replica => ToModels(replica, limits))],
            [.. update.Removed.Take(limits.ReplicasPerWorkerMax)]
        );

    private static ReplicaModels ToModels(Replica replica, ProfilerOptions limits) =>
        new(replica.Name, [.. replica.Models.Take(limits.ModelsPerReplicaMax).Select(ToKnownModel)]);

    private static KnownModel ToKnownModel(Model model) =>
        new(
            model.Name,
            model.Digest,
            model.Family,
            model.ParameterSize,
            model.Quantization,
            model.ContextTokens,
            [.. model.Capabilities.Order(StringComparer.Ordinal)]
        );
}
