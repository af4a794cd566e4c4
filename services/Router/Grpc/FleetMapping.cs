using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Grpc;

/// <summary>The fleet as clients see it.</summary>
internal static class FleetMapping
{
    public static FleetResponse ToResponse(FleetSnapshot fleet)
    {
        var response = new FleetResponse
        {
            Replicas = (uint)fleet.Replicas.Count,
            HealthyReplicas = (uint)fleet.Replicas.Count(replica => replica.IsServing),
        };
        response.Models.Add(fleet.Models.Select(ToWire));
        response.Strategies.Add(fleet.Strategies.Order(StringComparer.Ordinal));
        return response;
    }

    private static FleetModel ToWire(ModelOffer offer)
    {
        var model = offer.Entries[0].Model;
        var wire = new FleetModel
        {
            Name = model.Name,
            Digest = model.Digest,
            SizeBytes = model.SizeBytes,
            Family = model.Family,
            ParameterSize = model.ParameterSize,
            Quantization = model.Quantization,
            ContextTokens = model.ContextTokens,
            Simulated = offer.Simulated,
        };
        wire.Capabilities.Add(model.Capabilities);
        wire.Replicas.Add(offer.Entries.Select(entry => entry.Replica.Name));
        return wire;
    }
}
