namespace Orchestrator.Profiler.Replicas;

/// <summary>The newest orders, and a way to wait for newer ones.</summary>
internal sealed class OrdersFeed
{
    private OrdersState _current = OrdersState.None;
    private TaskCompletionSource _changed = NewSignal();

    public OrdersState Current => Volatile.Read(ref _current);

    /// <summary>Ends with the next change. Take it before <see cref="Current"/> is read, so that no change is missed.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    public void Set(OrdersState orders)
    {
        Volatile.Write(ref _current, orders);
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
