using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Speeds;
using Estimate = Orchestrator.Profiler.Registry.Estimate;

namespace Orchestrator.Profiler.Grpc;

/// <summary>The view's states as messages.</summary>
internal static class FleetMapping
{
    public static Owner ToMessage(OwnerState owner, DateTimeOffset? lastHeardAt)
    {
        var message = new Owner
        {
            Worker = owner.Worker,
            Address = owner.Address,
            Reachable = owner.IsReachable,
            LastHeardAt = lastHeardAt?.ToTimestamp(),
        };
        message.Replicas.AddRange(owner.Replicas);
        return message;
    }

    public static ReplicaEntry ToMessage(ReplicaState replica)
    {
        var message = new ReplicaEntry
        {
            Name = replica.Name,
            Url = replica.Url,
            Kind = replica.Kind,
            Source = replica.Source,
            Worker = replica.Worker,
            Health = replica.DrainRequested && replica.Health == Health.Healthy ? Health.Draining : replica.Health,
            HealthReason = replica.Reason is { } reason
                ? new HealthReason { Code = reason.Code, Detail = reason.Detail }
                : null,
            Version = replica.Version,
            Simulated = replica.Simulated,
            Slots = replica.Slots,
            SlotsInferred = replica.SlotsInferred,
            Gpu = replica.Gpu,
            VramBytes = replica.VramBytes,
            Models = (uint)replica.Inventory.Models.Length,
            DrainRequested = replica.DrainRequested,
            PricePerGpuSecond = replica.Price.PerGpuSecond,
            Currency = replica.Price.Currency,
        };
        message.Loaded.AddRange(replica.Loaded.Select(ToLoaded));
        message.PlannedModels.AddRange(replica.Planned);
        return message;
    }

    public static ReplicaSpeed ToMessage(SpeedState speed)
    {
        var measure = SpeedBlend.Folded(speed);
        var message = new ReplicaSpeed
        {
            Replica = speed.Id.Replica,
            Digest = speed.Id.Digest,
            PrefillTokensPerSecond = ToEstimate(SpeedBlend.Prefill(speed)),
            DecodeTokensPerSecond = ToEstimate(SpeedBlend.Decode(speed)),
            LoadSeconds = ToEstimate(SpeedBlend.Load(speed)),
            VramBytes = measure?.VramBytes ?? 0,
            Slots = measure?.Slots ?? 0,
        };
        foreach (var (language, estimate) in measure?.TokensPerChar ?? [])
        {
            message.TokensPerChar[language] = ToEstimate(estimate);
        }

        message.DecodeAtConcurrency.AddRange((measure?.DecodeAtConcurrency ?? []).Select(ToEstimate));
        return message;
    }

    public static SpeedKey ToKey(SpeedId id) => new() { Replica = id.Replica, Digest = id.Digest };

    private static LoadedModel ToLoaded(MemoryModel model) =>
        new()
        {
            Name = model.Name,
            TotalBytes = model.TotalBytes,
            VramBytes = model.VramBytes,
            ContextTokens = model.ContextTokens,
            ExpiresAt = model.ExpiresAt?.ToTimestamp(),
        };

    private static Contracts.Worker.V1.Estimate ToEstimate(Estimate estimate) =>
        new()
        {
            Value = estimate.Value,
            P10 = estimate.P10,
            P90 = estimate.P90,
            Weight = estimate.Weight,
        };
}
