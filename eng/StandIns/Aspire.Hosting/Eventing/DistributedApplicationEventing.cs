using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly Lock _lock = new();
    private readonly List<(Type Event, DistributedApplicationEventSubscription Subscription)> _subscriptions = [];

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        var subscription = new DistributedApplicationEventSubscription((@event, token) => callback((T)@event, token));
        lock (_lock)
        {
            _subscriptions.Add((typeof(T), subscription));
        }

        return subscription;
    }

    public DistributedApplicationEventSubscription Subscribe<T>(
        IResource resource,
        Func<T, CancellationToken, Task> callback
    )
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Subscribe<T>(
            (@event, token) => @event.Resource == resource ? callback(@event, token) : Task.CompletedTask
        );
    }

    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.RemoveAll(entry => entry.Subscription == subscription);
        }
    }

    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent =>
        PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    public Task PublishAsync<T>(
        T @event,
        EventDispatchBehavior dispatchBehavior,
        CancellationToken cancellationToken = default
    )
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        var handlers = HandlersOf<T>();
        switch (dispatchBehavior)
        {
            case EventDispatchBehavior.BlockingSequential:
                return InTurnAsync(handlers, @event, cancellationToken);
            case EventDispatchBehavior.BlockingConcurrent:
                return AtOnceAsync(handlers, @event, cancellationToken);
            case EventDispatchBehavior.NonBlockingSequential:
                _ = Task.Run(() => InTurnAsync(handlers, @event, cancellationToken), cancellationToken);
                return Task.CompletedTask;
            default:
                _ = Task.Run(() => AtOnceAsync(handlers, @event, cancellationToken), cancellationToken);
                return Task.CompletedTask;
        }
    }

    private static async Task InTurnAsync(
        DistributedApplicationEventSubscription[] handlers,
        IDistributedApplicationEvent @event,
        CancellationToken cancellationToken
    )
    {
        foreach (var handler in handlers)
        {
            await handler.Callback(@event, cancellationToken);
        }
    }

    private static Task AtOnceAsync(
        DistributedApplicationEventSubscription[] handlers,
        IDistributedApplicationEvent @event,
        CancellationToken cancellationToken
    ) => Task.WhenAll(handlers.Select(handler => handler.Callback(@event, cancellationToken)));

    private DistributedApplicationEventSubscription[] HandlersOf<T>()
    {
        lock (_lock)
        {
            return [.. _subscriptions.Where(entry => entry.Event == typeof(T)).Select(entry => entry.Subscription)];
        }
    }
}
