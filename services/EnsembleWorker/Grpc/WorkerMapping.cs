using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Watching;
using HealthReason = Orchestrator.EnsembleWorker.Replicas.HealthReason;
using Reason = Orchestrator.Contracts.Worker.V1.HealthReason;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>The state of the fleet on the wire.</summary>
internal static class WorkerMapping
{
    public static FleetUpdate ToUpdate(
        Owner me,
        ulong sequence,
        FleetChange change,
        Func<ReplicaView, (bool WithInventory, IReadOnlyList<PublishedMeasure> Measures)> tell,
        Func<string, DateTimeOffset> observedAt,
        DateTimeOffset now
    ) =>
        new()
        {
            Sequence = sequence,
            Worker = me.Worker,
            Address = me.Address,
            // Nothing was told before the first message.
            Full = sequence == 1,
            Replicas = { change.Replicas.Select(view => ToReplica(view, tell(view), observedAt(view.Name), now)) },
            Removed = { change.Removed },
        };

    private static Replica ToReplica(
        ReplicaView view,
        (bool WithInventory, IReadOnlyList<PublishedMeasure> Measures) news,
        DateTimeOffset observedAt,
        DateTimeOffset now
    )
    {
        var replica = new Replica
        {
            Name = view.Name,
            Epoch = (ulong)view.Epoch,
            Health = ToHealth(view.Health),
            HealthReason = ToReason(view.Reason),
            InFlight = (uint)view.InFlight,
            Queued = (uint)view.Queued,
            Slots = (uint)view.Slots,
            QueueLimit = (uint)view.QueueLimit,
            Version = view.Inventory.Version,
            Simulated = view.Inventory.IsSimulated,
            ObservedAt = Timestamp.FromDateTimeOffset(observedAt),
            InventoryHash = view.Inventory.Hash,
            InventoryIncluded = news.WithInventory,
            Loaded = { view.Loaded.ByName.Select(loaded => ToLoaded(loaded.Key, loaded.Value)) },
            Measured = { news.Measures.Select(measure => measure.Measure) },
            Work = { view.Work.Models.Select(model => WorkMapping.ToWork(model, now)) },
            Loading = WorkMapping.ToLoad(view.Work.Loading, now),
        };
        Describe(replica, view);
        if (news.WithInventory)
        {
            replica.Models.AddRange(view.Inventory.Models.Select(ToModel));
        }

        return replica;
    }

    private static void Describe(Replica replica, ReplicaView view)
    {
        var config = view.Config;
        replica.Kind = config.Kind;
        replica.Url = config.Url.ToString();
        replica.Gpu = config.Gpu;
        replica.VramBytes = (ulong)Math.Max(0, config.VramBytes);
        replica.SlotsInferred = config.Slots is null;
        replica.Source = config.Source;
        replica.ClashingSources.AddRange(view.Clashes.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Health ToHealth(ReplicaHealth health) =>
        health switch
        {
            ReplicaHealth.Healthy => Health.Healthy,
            ReplicaHealth.Degraded => Health.Degraded,
            ReplicaHealth.Busy => Health.Busy,
            ReplicaHealth.Draining => Health.Draining,
            ReplicaHealth.Unreachable => Health.Unreachable,
            _ => Health.Unspecified,
        };

    private static Reason? ToReason(HealthReason? reason) =>
        reason is null ? null : new Reason { Code = reason.Code, Detail = reason.Detail };

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
            Licence = model.Details.Licence,
        };

    private static LoadedModel ToLoaded(string name, LoadedState loaded) =>
        new()
        {
            Name = name,
            TotalBytes = (ulong)Math.Max(0, loaded.TotalBytes),
            VramBytes = (ulong)Math.Max(0, loaded.VramBytes),
            ContextTokens = (uint)Math.Max(0, loaded.ContextTokens),
            ExpiresAt = Timestamp.FromDateTimeOffset(loaded.ExpiresAt),
        };
}
