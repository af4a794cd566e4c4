using Orchestrator.EnsembleWorker.Orders;

namespace Orchestrator.EnsembleWorker.Tests.Orders;

public sealed class LatestOrdersTests
{
    private readonly LatestOrders _orders = new();

    [Fact]
    public void Newer_orders_replace_older_ones_and_say_so()
    {
        var changed = _orders.Changed;

        Assert.True(_orders.Offer(new OrdersSnapshot(2) { Drained = ["gpu-1"] }));

        Assert.True(changed.IsCompletedSuccessfully);
        Assert.Equal(["gpu-1"], _orders.Current.Drained);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Orders_of_a_profiler_that_is_behind_change_nothing(ulong revision)
    {
        _orders.Offer(new OrdersSnapshot(2) { Drained = ["gpu-1"] });
        var changed = _orders.Changed;

        Assert.False(_orders.Offer(new OrdersSnapshot(revision)));

        Assert.False(changed.IsCompleted);
        Assert.Equal(["gpu-1"], _orders.Current.Drained);
    }
}
