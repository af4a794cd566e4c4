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
        var (carriedOut, shown) = await plans.ReadAsync(cancellationToken);
        feed.Apply(registry => Show(registry, wishes, shown));
        orders.Set(new OrdersState(revision, [.. wishes], [.. carriedOut]));
    }

    private void Show(FleetRegistry registry, IReadOnlyList<ReplicaWish> wishes, IReadOnlyList<ReplicaPlan> shown)
    {
        var now = clock.GetUtcNow();
        registry.Replicas.SetWishes(wishes, registry.IsOwned, now);
        registry.Replicas.SetPlans(
            shown.ToDictionary(
                plan => plan.Replica,
                plan =>
                    plan.Models.Where(model => model.Resident)
                        .OrderBy(model => model.Rank)
                        .Select(model => model.Model),
                StringComparer.Ordinal
            ),
            now
        );
    }
}
