using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Grpc;

internal static class RegistryMapping
{
    public static Contracts.Profiler.V1.Registry ToMessage(FleetRegistry registry)
    {
        var message = new Contracts.Profiler.V1.Registry { Version = registry.Version };
        message.Owners.AddRange(
            registry.Owners.Values.OrderBy(owner => owner.Worker, StringComparer.Ordinal).Select(ToOwner)
        );
        message.Profiles.AddRange(Profiles(registry));
        return message;
    }

    private static Owner ToOwner(OwnerState owner)
    {
        var message = new Owner
        {
            Worker = owner.Worker,
            Address = owner.Address,
            Reachable = owner.IsReachable,
            LastHeardAt = owner.LastHeardAt.ToTimestamp(),
        };
        message.Replicas.AddRange(owner.Replicas.Keys.Order(StringComparer.Ordinal));
        return message;
    }

    // Name and digest together: the same tag can point at different weights on two hosts.
    private static IEnumerable<ModelProfile> Profiles(FleetRegistry registry) =>
        registry
            .Owners.Values.SelectMany(owner => owner.Replicas.Values)
            .SelectMany(replica => replica.Models.Select(model => (replica.Replica, Model: model)))
            .GroupBy(known => (known.Model.Name, known.Model.Digest))
            .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
            .Select(group => ToProfile(group.First().Model, group.Select(known => known.Replica)));

    private static ModelProfile ToProfile(KnownModel model, IEnumerable<string> replicas)
    {
        var profile = new ModelProfile
        {
            Name = model.Name,
            Digest = model.Digest,
            Family = model.Family,
            ParametersBillion = ProfileMath.ParametersBillion(model.ParameterSize),
            Quantization = model.Quantization,
            ContextTokens = model.ContextTokens,
        };
        profile.Capabilities.AddRange(model.Capabilities);
        profile.Replicas.AddRange(replicas.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return profile;
    }
}
