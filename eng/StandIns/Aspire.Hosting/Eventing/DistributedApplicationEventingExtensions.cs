using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

public static class DistributedApplicationEventingExtensions
{
    public static IResourceBuilder<T> OnResourceReady<T>(
        this IResourceBuilder<T> builder,
        Func<T, ResourceReadyEvent, CancellationToken, Task> callback
    )
        where T : IResource => On(builder, callback);

    public static IResourceBuilder<T> OnBeforeResourceStarted<T>(
        this IResourceBuilder<T> builder,
        Func<T, BeforeResourceStartedEvent, CancellationToken, Task> callback
    )
        where T : IResource => On(builder, callback);

    public static IResourceBuilder<T> OnConnectionStringAvailable<T>(
        this IResourceBuilder<T> builder,
        Func<T, ConnectionStringAvailableEvent, CancellationToken, Task> callback
    )
        where T : IResourceWithConnectionString => On(builder, callback);

    public static IResourceBuilder<T> OnInitializeResource<T>(
        this IResourceBuilder<T> builder,
        Func<T, InitializeResourceEvent, CancellationToken, Task> callback
    )
        where T : IResource => On(builder, callback);

    public static IResourceBuilder<T> OnResourceEndpointsAllocated<T>(
        this IResourceBuilder<T> builder,
        Func<T, ResourceEndpointsAllocatedEvent, CancellationToken, Task> callback
    )
        where T : IResourceWithEndpoints => On(builder, callback);

    public static IResourceBuilder<T> OnResourceStopped<T>(
        this IResourceBuilder<T> builder,
        Func<T, ResourceStoppedEvent, CancellationToken, Task> callback
    )
        where T : IResource => On(builder, callback);

    private static IResourceBuilder<T> On<T, TEvent>(
        IResourceBuilder<T> builder,
        Func<T, TEvent, CancellationToken, Task> callback
    )
        where T : IResource
        where TEvent : IDistributedApplicationResourceEvent
    {
        builder.ApplicationBuilder.Eventing.Subscribe<TEvent>(
            builder.Resource,
            (@event, token) => callback(builder.Resource, @event, token)
        );
        return builder;
    }
}
