using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Planning.Demand;
using Orchestrator.Profiler.Prices;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Planning;

/// <summary>The registry's view as planning wants it.</summary>
internal sealed class FleetSights(FleetFeed feed, IOptions<PlanningOptions> options) : IFleetSights
{
    public FleetSight Take()
    {
        // Under the registry's lock only references are copied; the rest is done when others may write again.
        var (replicas, models, speeds) = feed.Read(registry =>
            (registry.Maps.Replicas.ToArray(), registry.Maps.Models.ToArray(), registry.Maps.Speeds.ToArray())
        );
        var settings = models.ToFrozenDictionary(model => model.Id);
        var byId = speeds.ToFrozenDictionary(speed => speed.Id);
        return new FleetSight(
            [.. replicas.Where(IsPlannable).Select(replica => Replica(replica, settings, byId))],
            [.. models.GroupBy(model => model.Id.Name, StringComparer.Ordinal).Select(Settings)],
            speeds.Where(speed => speed.Live is not null).GroupBy(Key).ToFrozenDictionary(same => same.Key, Counts)
        );
    }

    // Without knowing its memory nothing can be planned for it.
    private static bool IsPlannable(ReplicaState replica) =>
        MemoryOf(replica) is > 0 and < long.MaxValue
        && !replica.DrainRequested
        && replica.Health is Health.Healthy or Health.Degraded or Health.Busy;

    // As configured, or as the cards that are named have it.
    private static ulong MemoryOf(ReplicaState replica) =>
        replica.VramBytes > 0 ? replica.VramBytes
        : GraphicsCards.Find(replica.Gpu) is { } card
            ? (ulong)card.VramBytes * (ulong)GraphicsCards.CountIn(replica.Gpu)
        : 0;

    private static DemandCounts.Key Key(SpeedState speed) => new(speed.Id.Replica, speed.Epoch, speed.Model);

    private static DemandCounts Counts(IEnumerable<SpeedState> same) =>
        same.Aggregate(default(DemandCounts), (sum, speed) => sum + Counts(speed.Live!.Counts)); // Filtered above.

    private static DemandCounts Counts(MeasureCounts counts) =>
        new(ToLong(counts.Calls), ToLong(counts.PromptTokens), ToLong(counts.OutputTokens));

    private static PlanSettings Settings(IGrouping<string, ModelState> named)
    {
        // Settings are by name: of several weights of one name each carries the same.
        var set = named.MaxBy(model => model.Settings.Revision)!.Settings; // A group is never empty.
        return new PlanSettings(named.Key, (int)Math.Clamp(set.Priority, 1, 10), set.Pinned, set.Enabled);
    }

    private ReplicaSight Replica(
        ReplicaState replica,
        FrozenDictionary<ModelId, ModelState> models,
        FrozenDictionary<SpeedId, SpeedState> speeds
    )
    {
        var slots = (int)Math.Clamp(replica.Slots, 1, 1_024);
        var loaded = replica.Loaded.Select(model => model.Name).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        return new ReplicaSight(
            replica.Name,
            (long)MemoryOf(replica),
            slots,
            options.Value.ModelsPerReplicaMax,
            [.. replica.Inventory.Models.DistinctBy(model => model.Name).Select(Model).OfType<ModelOnReplica>()]
        );

        ModelOnReplica? Model(KnownModel model)
        {
            var speed = speeds.GetValueOrDefault(new SpeedId(replica.Name, model.Digest));
            return speed is null || !models.TryGetValue(model.Id, out var state)
                ? null
                : ModelCosts.Of(state, speed, slots, loaded.Contains(model.Name));
        }
    }

    private static long ToLong(ulong value) => (long)Math.Min(value, long.MaxValue / 4);
}
