using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.LocalServers;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Running.Launch;

namespace Aspire.Hosting.Running;

/// <summary>Puts a replica together: what it waits for, how its process starts, who hears of it.</summary>
internal sealed class InstanceFactory(
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    RunnerOptions limits,
    ChildProcesses processes,
    ProcessLaunch launch,
    RunningResources resources,
    RunFolder folder
)
{
    public ResourceInstance Create(IResource resource, string id)
    {
        var log = loggers.Log(resource.Name);
        var states = new InstanceStates(notifications, resource, id);
        var steps = new InstanceSteps(
            token => BeforeStartAsync(resource, token),
            token => StartAsync(resource, id, log, token),
            () => AfterStopAsync(resource, id)
        );
        return new ResourceInstance(resource, id, states, steps, limits, log);
    }

    private async Task BeforeStartAsync(IResource resource, CancellationToken cancellationToken)
    {
        foreach (var connection in Connections(resource))
        {
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(connection, services), cancellationToken);
        }

        await notifications.WaitForDependenciesAsync(resource, cancellationToken);
        await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
    }

    /// <summary>The resource itself and its children, the databases of a server.</summary>
    private IEnumerable<IResourceWithConnectionString> Connections(IResource resource) =>
        model
            .Resources.Where(other =>
                other == resource || (other is IResourceWithParent child && child.Parent == resource)
            )
            .OfType<IResourceWithConnectionString>();

    private async Task<ILocalServer> StartAsync(
        IResource resource,
        string id,
        ResourceLog log,
        CancellationToken cancellationToken
    )
    {
        var endpoints = resources.EndpointsOf(resource);
        if (resource.TryGetLastAnnotation<LocalServerAnnotation>(out var server))
        {
            var context = new ServerLaunch(resource, id, folder.For(resource.Name), endpoints, processes, log.Write);
            return await server.Start(context, cancellationToken);
        }

        var launchContext = new LaunchContext(resource, id, endpoints, executionContext, log);
        return await launch.StartAsync(launchContext, log.Write, cancellationToken);
    }

    private async Task AfterStopAsync(IResource resource, string id)
    {
        if (notifications.TryGetCurrentState(id, out var current))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(resource, services, current));
        }
    }
}
