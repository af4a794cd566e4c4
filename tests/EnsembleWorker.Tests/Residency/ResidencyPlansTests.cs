using Orchestrator.EnsembleWorker.Orders;
using Orchestrator.EnsembleWorker.Residency;

namespace Orchestrator.EnsembleWorker.Tests.Residency;

public sealed class ResidencyPlansTests
{
    private readonly LatestOrders _orders = new();

    [Fact]
    public void The_newest_orders_count_by_rank_and_a_replica_that_is_not_named_has_no_plan()
    {
        var plans = new ResidencyPlans(_orders);
        Assert.Null(plans.Of("one"));

        _orders.Offer(Orders(1, new ReplicaPlan("one", [Model("b", 1), Model("a", 0)])));
        Assert.Equal(["a", "b"], plans.Of("one")!.Models.Select(model => model.Model));
        Assert.Null(plans.Of("two"));

        _orders.Offer(Orders(2, new ReplicaPlan("two", [Model("c", 0)])));
        Assert.Null(plans.Of("one"));
        Assert.Equal("c", Assert.Single(plans.Of("two")!.Models).Model);
    }

    [Fact]
    public void No_keep_alive_is_negative_or_longer_than_a_week()
    {
        _orders.Offer(
            Orders(
                1,
                new ReplicaPlan(
                    "one",
                    [
                        Model("a", 0) with
                        {
                            KeepAlive = TimeSpan.MaxValue,
                        },
                        Model("b", 1) with
                        {
                            KeepAlive = TimeSpan.MinValue,
                        },
                    ]
                )
            )
        );

        Assert.Equal(
            [TimeSpan.FromDays(7), TimeSpan.Zero],
            new ResidencyPlans(_orders).Of("one")!.Models.Select(model => model.KeepAlive)
        );
    }

    private static OrdersSnapshot Orders(ulong revision, params ReplicaPlan[] plans) =>
        new(revision) { Plans = [.. plans] };

    private static PlannedModel Model(string name, int rank) =>
        new(name, "digest", rank, TimeSpan.FromHours(1), IsResident: true, LoadAt: null);
}
