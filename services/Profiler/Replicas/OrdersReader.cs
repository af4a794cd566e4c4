using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Persistence;
using Orchestrator.Profiler.Plans;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Replicas;

/// <summary>Brings added replicas, drains and plans into the view and to the workers of this profiler.</summary>
internal sealed class OrdersReader(
    ReplicaStore replicas,
    PlanStore plans,
    FleetFeed feed,
    OrdersFeed orders,
    TimeProvider clock
) : IRevisionReader
{
    public string Name => RevisionNames.Orders;

    public async Task ReadAsync(long revision, CancellationToken cancellationToken)
    {
        var wishes = await replicas.ReadAsync(cancellationToken);
        var (carriedOut, _) = await plans.ReadAsync(cancellationToken);
        feed.Apply(registry => Show(registry, wishes, carriedOut));
        orders.Set(new OrdersState(revision, [.. wishes], [.. carriedOut]));
    }

    private void Show(FleetRegistry registry, IReadOnlyList<ReplicaWish> wishes, IReadOnlyList<ReplicaPlan> plans)
    {
        var now = clock.GetUtcNow();
        registry.Replicas.SetWishes(wishes, registry.IsOwned, now);
        registry.Replicas.SetPlans(
            // Routers follow these, so that advice is not among them; guests are, because each has one place to go to.
            plans.ToDictionary(
                plan => plan.Replica,
                plan => plan.Models.OrderBy(model => model.Rank).Select(model => model.Model),
                StringComparer.Ordinal
            ),
            now
        );
    }
}
