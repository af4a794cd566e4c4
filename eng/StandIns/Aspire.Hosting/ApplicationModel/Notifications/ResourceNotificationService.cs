using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of all resources: who publishes them, who watches them, who waits for one.</summary>
public partial class ResourceNotificationService : IDisposable
{
    /// <summary>Events that a watcher may lag behind; beyond that it misses the oldest.</summary>
    private const int WatchBacklogMax = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Waiter> _waiters = [];
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly ResourceNotificationServiceOptions _options;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource _disposed = new();

    internal ResourceNotificationService(
        IHostApplicationLifetime lifetime,
        IOptions<ResourceNotificationServiceOptions> options
    )
    {
        _options = options.Value;
        _stopping = lifetime.ApplicationStopping;
    }

    internal WaitBehavior DefaultWaitBehavior => _options.DefaultWaitBehavior;

    public async IAsyncEnumerable<ResourceEvent> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var channel = Channel.CreateBounded<ResourceEvent>(
            new BoundedChannelOptions(WatchBacklogMax) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        Watch(channel);
        try
        {
            await foreach (var resourceEvent in channel.Reader.ReadAllAsync(ending.Token))
            {
                yield return resourceEvent;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }

    public Task PublishUpdateAsync(
        IResource resource,
        Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory
    )
    {
        var ids = IdsOf(resource);
        return Task.WhenAll(ids.Select(id => PublishUpdateAsync(resource, id, stateFactory)));
    }

    public Task PublishUpdateAsync(
        IResource resource,
        string resourceId,
        Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory
    )
    {
        lock (_lock)
        {
            var known = _current.GetValueOrDefault(resourceId)?.Snapshot;
            var next = stateFactory(known ?? Initial(resource));
            if (ReferenceEquals(known, next))
            {
                return Task.CompletedTask; // nothing has changed, nobody needs to know
            }

            var resourceEvent = new ResourceEvent(resource, resourceId, next);
            _current[resourceId] = resourceEvent;
            _waiters.RemoveAll(waiter => waiter.Take(resourceEvent));
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(resourceEvent);
            }
        }

        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_lock)
        {
            resourceEvent =
                _current.GetValueOrDefault(resourceId)
                ?? _current.Values.FirstOrDefault(current => Names(current, resourceId));
            return resourceEvent is not null;
        }
    }

    public void Dispose()
    {
        _disposed.Cancel();
        GC.SuppressFinalize(this);
    }

    internal IReadOnlyList<ResourceEvent> Current()
    {
        lock (_lock)
        {
            return [.. _current.Values];
        }
    }

    private static CustomResourceSnapshot Initial(IResource resource) =>
        resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var initial)
            ? initial.InitialSnapshot
            : new CustomResourceSnapshot
            {
                ResourceType = resource.GetType().Name.Replace("Resource", string.Empty, StringComparison.Ordinal),
                Properties = [],
            };

    private static bool Names(ResourceEvent resourceEvent, string name) =>
        string.Equals(resourceEvent.Resource.Name, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(resourceEvent.ResourceId, name, StringComparison.OrdinalIgnoreCase);

    private string[] IdsOf(IResource resource)
    {
        lock (_lock)
        {
            var ids = _current
                .Values.Where(current => current.Resource == resource)
                .Select(current => current.ResourceId);
            return [.. ids.DefaultIfEmpty(resource.Name)];
        }
    }

    private void Watch(Channel<ResourceEvent> channel)
    {
        lock (_lock)
        {
            foreach (var current in _current.Values)
            {
                channel.Writer.TryWrite(current);
            }

            _watchers.Add(channel);
        }
    }
}
