using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Plans;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Planning;

/// <summary>Writes plans where all profilers read them, and each tells its workers and routers.</summary>
internal sealed class StoredPlanSink(PlanStore store, FleetFeed feed) : IPlanSink
{
    public Task PublishAsync(PlacementPlan plan, bool isCarriedOut, CancellationToken cancellationToken)
    {
        var digests = feed.Read(registry =>
            plan.Replicas.ToDictionary(
                placement => placement.Replica,
                placement => registry.Maps.Replica(placement.Replica)?.Inventory ?? Inventory.Empty,
                StringComparer.Ordinal
            )
        );
        return store.WriteAsync(
            [.. plan.Replicas.Select(placement => Message(placement, digests[placement.Replica]))],
            isCarriedOut,
            cancellationToken
        );
    }

    private static ReplicaPlan Message(ReplicaPlacement placement, Inventory inventory) =>
        new()
        {
            Replica = placement.Replica,
            Models =
            {
                placement.Models.Select(place => new PlannedModel
                {
                    Model = place.Model,
                    Digest = inventory.Models.FirstOrDefault(model => model.Name == place.Model)?.Digest ?? "",
                    Rank = (uint)place.Rank,
                    KeepAlive = Duration.FromTimeSpan(place.KeepAlive),
                    Resident = place.IsResident,
                }),
            },
        };
}
