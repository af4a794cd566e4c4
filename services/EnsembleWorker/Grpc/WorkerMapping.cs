using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>The state of the fleet on the wire.</summary>
internal static class WorkerMapping
{
    public static FleetUpdate ToUpdate(
        Owner me,
        ulong sequence,
        bool isFull,
        FleetChange change,
        Func<string, DateTimeOffset> observedAt
    ) =>
        new()
        {
            Sequence = sequence,
            Worker = me.Worker,
            Address = me.Address,
            Full = isFull,
            Replicas = { change.Replicas.Select(view => ToReplica(view, observedAt(view.Name))) },
            Removed = { change.Removed },
        };

    private static Replica ToReplica(ReplicaView view, DateTimeOffset observedAt) =>
        new()
        {
            Name = view.Name,
            Epoch = (ulong)view.Epoch,
            Health = ToHealth(view),
            InFlight = (uint)view.InFlight,
            Queued = (uint)view.Queued,
            Slots = (uint)view.Slots,
            QueueLimit = (uint)view.QueueLimit,
            Models = { view.Inventory.Models.Select(ToModel) },
            Version = view.Inventory.Version,
            Simulated = view.Inventory.IsSimulated,
            ObservedAt = Timestamp.FromDateTimeOffset(observedAt),
        };

    private static Health ToHealth(ReplicaView view) =>
        view.Health switch
        {
            ReplicaHealth.Unreachable => Health.Unreachable,
            ReplicaHealth.Healthy => view.IsDraining ? Health.Draining : Health.Healthy,
            _ => Health.Unspecified,
        };

    private static Model ToModel(KnownModel model) =>
        new()
        {
            Name = model.Name,
            Digest = model.Digest,
            SizeBytes = (ulong)Math.Max(0, model.SizeBytes),
            Family = model.Family,
            ParameterSize = model.ParameterSize,
            Quantization = model.Quantization,
            ContextTokens = (uint)Math.Max(0, model.Details.ContextTokens),
            Capabilities = { model.Details.Capabilities },
            Loaded = ToLoaded(model.Loaded),
        };

    private static LoadedModel? ToLoaded(LoadedState? loaded) =>
        loaded is null
            ? null
            : new LoadedModel
            {
                TotalBytes = (ulong)Math.Max(0, loaded.TotalBytes),
                VramBytes = (ulong)Math.Max(0, loaded.VramBytes),
                ContextTokens = (uint)Math.Max(0, loaded.ContextTokens),
                ExpiresAt = Timestamp.FromDateTimeOffset(loaded.ExpiresAt),
            };
}
