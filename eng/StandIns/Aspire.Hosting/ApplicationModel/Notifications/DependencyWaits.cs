namespace Aspire.Hosting.ApplicationModel;

/// <summary>What WaitFor, WaitForStart and WaitForCompletion wait for, for every replica of the dependency.</summary>
internal static class DependencyWaits
{
    public static Task ForAllAsync(
        ResourceNotificationService notifications,
        IResource resource,
        CancellationToken cancellationToken
    ) =>
        Task.WhenAll(
            resource
                .Annotations.OfType<WaitAnnotation>()
                .SelectMany(wait => wait.Resource.InstanceIds().Select(id => (wait, id)))
                .Select(each => ForOneAsync(notifications, each.wait, each.id, cancellationToken))
        );

    private static async Task ForOneAsync(
        ResourceNotificationService notifications,
        WaitAnnotation wait,
        string id,
        CancellationToken cancellationToken
    )
    {
        var behavior = wait.WaitBehavior ?? notifications.DefaultWaitBehavior;
        var reached = await notifications.WaitForResourceAsync(
            id,
            resourceEvent => IsDecided(wait.WaitType, behavior, resourceEvent.Snapshot),
            cancellationToken
        );
        ThrowIfFailed(wait, reached.Snapshot);
        if (wait.WaitType == WaitType.WaitUntilHealthy)
        {
            await reached.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken);
        }
    }

    private static bool IsDecided(WaitType type, WaitBehavior behavior, CustomResourceSnapshot snapshot) =>
        type switch
        {
            WaitType.WaitForCompletion => IsTerminal(snapshot),
            WaitType.WaitUntilStarted => IsRunning(snapshot) || ResourceNotificationService.Ended(snapshot, behavior),
            _ => ResourceNotificationService.IsReady(snapshot) || ResourceNotificationService.Ended(snapshot, behavior),
        };

    private static void ThrowIfFailed(WaitAnnotation wait, CustomResourceSnapshot snapshot)
    {
        var name = wait.Resource.Name;
        var state = snapshot.State?.Text;
        if (state == KnownResourceStates.FailedToStart)
        {
            throw new DistributedApplicationException($"Dependency resource '{name}' failed to start.");
        }

        if (wait.WaitType != WaitType.WaitForCompletion && IsTerminal(snapshot))
        {
            throw new DistributedApplicationException(
                $"Resource '{name}' has entered the '{state}' state prematurely."
            );
        }

        if (wait.WaitType == WaitType.WaitForCompletion && snapshot.ExitCode is { } code && code != wait.ExitCode)
        {
            throw new DistributedApplicationException(
                $"Resource '{name}' has entered the '{state}' state with exit code '{code}', expected '{wait.ExitCode}'."
            );
        }
    }

    private static bool IsRunning(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running;

    private static bool IsTerminal(CustomResourceSnapshot snapshot) =>
        snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);
}
