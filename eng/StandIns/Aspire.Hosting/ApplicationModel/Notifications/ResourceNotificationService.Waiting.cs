using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    public async Task WaitForResourceAsync(
        string resourceName,
        string? targetState = null,
        CancellationToken cancellationToken = default
    ) => await WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    public async Task<string> WaitForResourceAsync(
        string resourceName,
        IEnumerable<string> targetStates,
        CancellationToken cancellationToken = default
    )
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(
            resourceName,
            resourceEvent => resourceEvent.Snapshot.State is { } state && states.Contains(state.Text),
            cancellationToken
        );
        return reached.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName,
        Func<ResourceEvent, bool> predicate,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        ArgumentNullException.ThrowIfNull(predicate);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            _stopping,
            _disposed.Token
        );
        var waiter = new Waiter(resourceEvent => Names(resourceEvent, resourceName) && predicate(resourceEvent));
        lock (_lock)
        {
            if (!_current.Values.Any(waiter.Take))
            {
                _waiters.Add(waiter);
            }
        }

        try
        {
            return await waiter.Found.WaitAsync(ending.Token);
        }
        finally
        {
            lock (_lock)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    public Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName,
        CancellationToken cancellationToken = default
    ) => WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName,
        WaitBehavior waitBehavior,
        CancellationToken cancellationToken = default
    )
    {
        var reached = await WaitForResourceAsync(
            resourceName,
            resourceEvent => IsReady(resourceEvent.Snapshot) || Ended(resourceEvent.Snapshot, waitBehavior),
            cancellationToken
        );
        if (!IsReady(reached.Snapshot))
        {
            throw new DistributedApplicationException(
                $"Stopped waiting for resource '{resourceName}' to become healthy because it failed to start."
            );
        }

        await reached.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken);
        return reached;
    }

    /// <summary>Waits until everything that this resource waits for is there; the runner does so before it starts the resource.</summary>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken) =>
        DependencyWaits.ForAllAsync(this, resource, cancellationToken);

    /// <summary>Healthy, and the handlers of its ready event are at work.</summary>
    internal static bool IsReady(CustomResourceSnapshot snapshot) =>
        snapshot.HealthStatus == HealthStatus.Healthy && snapshot.ResourceReadyEvent is not null;

    internal static bool Ended(CustomResourceSnapshot snapshot, WaitBehavior behavior) =>
        behavior == WaitBehavior.StopOnResourceUnavailable
        && snapshot.State is { } state
        && KnownResourceStates.TerminalStates.Contains(state.Text);

    private sealed class Waiter(Func<ResourceEvent, bool> predicate)
    {
        private readonly TaskCompletionSource<ResourceEvent> _found = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );

        public Task<ResourceEvent> Found => _found.Task;

        /// <returns>Whether this was what is waited for, or can no longer be.</returns>
        public bool Take(ResourceEvent resourceEvent)
        {
            try
            {
                return predicate(resourceEvent) && _found.TrySetResult(resourceEvent);
            }
            // The predicate is the waiting caller's; its fault must not reach whoever publishes.
            catch (Exception exception)
            {
                return _found.TrySetException(exception);
            }
        }
    }
}
