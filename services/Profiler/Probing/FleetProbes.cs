using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Capability;
using Orchestrator.Profiler.Probing.Scheduling;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Probing;

/// <summary>The fleet as the schedule wants to see it. Read anew only when the fleet has changed.</summary>
internal sealed class FleetProbes(FleetFeed feed, IOptions<ProbingOptions> options)
{
    /// <summary>Names that are looked up once; when there are more, all are looked up anew.</summary>
    private const int NamesMax = 10_000;
    private readonly Dictionary<ModelId, bool> _thinking = [];
    private ulong _seen;
    private ProbeFacts _facts = new([]);

    /// <summary>Not for several threads at once.</summary>
    public ProbeFacts Read() =>
        feed.Read(registry =>
        {
            if (registry.Maps.Version != _seen)
            {
                _facts = ToFacts(registry.Maps);
                _seen = registry.Maps.Version;
            }

            return _facts;
        });

    private ProbeFacts ToFacts(FleetMaps maps)
    {
        var owners = maps
            .Owners.Where(owner => owner.IsReachable)
            .ToLookup(owner => owner.Worker, StringComparer.Ordinal);
        var replicas = maps.Replicas.Select(replica =>
            owners[replica.Worker].FirstOrDefault(owner => owner.Replicas.Contains(replica.Name)) is { } owner
            && Uri.TryCreate(owner.Address, UriKind.Absolute, out var address)
                ? ToProbe(maps, replica, address)
                : null
        );
        return new ProbeFacts([.. replicas.OfType<ProbeReplica>()]);
    }

    private ProbeReplica ToProbe(FleetMaps maps, ReplicaState replica, Uri owner)
    {
        var loaded = replica.Loaded.Select(model => model.Name).ToHashSet(StringComparer.Ordinal);
        var models = replica
            .Inventory.Models.Where(model => options.Value.LoadModels || loaded.Contains(model.Name))
            .ToList();
        return new ProbeReplica(
            replica.Name,
            owner,
            replica.Epoch,
            replica is { Health: Health.Healthy, DrainRequested: false, UnownedSince: null },
            IsBusy: false,
            models.Select(model => SpeedOf(maps, replica, model)?.Live?.LastCallAt).Max(),
            replica.Simulated,
            [.. models.Select(model => ToProbe(maps, replica, model, loaded.Contains(model.Name)))]
        );
    }

    private ProbeModel ToProbe(FleetMaps maps, ReplicaState replica, KnownModel model, bool isLoaded) =>
        new(
            model.Name,
            model.Digest,
            isLoaded,
            model.Capabilities.IsEmpty || model.Capabilities.Contains("completion", StringComparer.Ordinal),
            AlwaysThinks(model),
            SpeedOf(maps, replica, model)?.IsMeasured == true,
            maps.Model(model.Id)?.FirstSeenAt ?? default
        );

    private bool AlwaysThinks(KnownModel model)
    {
        if (_thinking.TryGetValue(model.Id, out var known))
        {
            return known;
        }

        if (_thinking.Count >= NamesMax)
        {
            _thinking.Clear();
        }

        return _thinking[model.Id] = ModelNames.FamilyOf(model.Name, model.Family)?.Mode == "thinking";
    }

    private static SpeedState? SpeedOf(FleetMaps maps, ReplicaState replica, KnownModel model) =>
        maps.Speed(new SpeedId(replica.Name, model.Digest));
}
