namespace Orchestrator.EnsembleWorker.Orders;

/// <summary>
/// The newest orders of any profiler. They outlive the profilers: while none answers, the last ones stand.
/// </summary>
internal sealed class LatestOrders
{
    private readonly Lock _writing = new();
    private OrdersSnapshot _current = OrdersSnapshot.None;
    private TaskCompletionSource _changed = NewSignal();

    public OrdersSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Ends with the next change. Take it before <see cref="Current"/> is read, so that no change is missed.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <returns>False when the orders are not newer than those that stand.</returns>
    public bool Offer(OrdersSnapshot orders)
    {
        lock (_writing)
        {
            if (orders.Revision <= _current.Revision)
            {
                return false;
            }

            Volatile.Write(ref _current, orders);
        }

        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
        return true;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
