namespace Orchestrator.EnsembleWorker.Orders;

/// <summary>
/// The newest orders of any profiler. They outlive the profilers: while none answers, the last ones stand.
/// </summary>
internal sealed class LatestOrders
{
    private readonly Lock _writing = new();
    private OrdersSnapshot _current = OrdersSnapshot.None;
    private ulong _refused = ulong.MaxValue;
    private TaskCompletionSource _changed = NewSignal();

    public OrdersSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Ends with the next change. Take it before <see cref="Current"/> is read, so that no change is missed.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Whether orders of this revision are worth reading.</summary>
    public bool IsNews(ulong revision) =>
        revision != Volatile.Read(ref _refused)
        && (revision > Current.Revision || ReferenceEquals(Current, OrdersSnapshot.None));

    /// <summary>Orders that cannot be taken are not read, and complained about, again and again.</summary>
    public void Refuse(ulong revision) => Volatile.Write(ref _refused, revision);

    /// <returns>False when the orders are not newer than those that stand.</returns>
    public bool Offer(OrdersSnapshot orders)
    {
        lock (_writing)
        {
            if (orders.Revision <= _current.Revision && !ReferenceEquals(_current, OrdersSnapshot.None))
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
