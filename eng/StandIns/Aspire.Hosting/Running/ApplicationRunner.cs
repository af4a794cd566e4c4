using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Starts the application's resources, each as soon as what it waits for is there, and stops them in reverse.</summary>
internal sealed class ApplicationRunner(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    IConfiguration configuration,
    RunnerOptions limits,
    RunningResources resources,
    InstanceFactory factory,
    ValueResources values,
    StateLoop states,
    ChildProcesses processes,
    RunFolder folder,
    ILogger<DistributedApplication> log
) : IHostedService, IAsyncDisposable, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _starts = [];
    private Task _stateLoop = Task.CompletedTask;
    private Task? _stopped;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        log.LogDebug("Starting {Count} resources.", model.Resources.Count);
        resources.Allocate(model, configuration.GetValue<bool>("DcpPublisher:RandomizePorts"), limits);
        _stateLoop = Task.Run(() => states.RunAsync(_stopping.Token), CancellationToken.None);
        foreach (var resource in model.Resources.ToArray())
        {
            await PrepareAsync(resource, cancellationToken);
        }

        foreach (var resource in model.Resources.ToArray())
        {
            Begin(resource);
        }

        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopped ??= StopAllAsync();

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Everything that others may ask of the resource before it runs.</summary>
    private async Task PrepareAsync(IResource resource, CancellationToken cancellationToken)
    {
        foreach (var id in resource.InstanceIds())
        {
            if (RunningResources.RunsProcess(resource))
            {
                resources.Add(factory.Create(resource, id));
            }

            var initial = new InstanceStates(notifications, resource, id);
            await initial.CreatedAsync(RunningResources.RunsProcess(resource) ? KnownResourceStates.NotStarted : null);
            await initial.UrlsAsync(await ResourceUrls.OfAsync(resource, executionContext, cancellationToken));
        }

        if (RunningResources.RunsProcess(resource))
        {
            LifecycleCommands.AddTo(resource, resources.Instances, _stopping.Token);
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
        }
    }

    private void Begin(IResource resource)
    {
        if (!RunningResources.RunsProcess(resource))
        {
            _starts.Add(Task.Run(() => values.StartAsync(resource, _stopping.Token), CancellationToken.None));
        }
        else if (!resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
        {
            _starts.AddRange(
                resources.InstancesOf(resource).Select(instance => Task.Run(() => instance.StartAsync(_stopping.Token)))
            );
        }
    }

    private async Task StopAllAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_starts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var group in StopOrder.Of(model.Resources))
        {
            await Task.WhenAll(
                group
                    .Where(RunningResources.RunsProcess)
                    .SelectMany(resource => resource.InstanceIds())
                    .Where(resources.Instances.ContainsKey)
                    .Select(id => resources.Instances[id].StopAsync())
            );
        }

        processes.KillAll(); // what did not stop, or was started by a server that failed half-way
        await _stateLoop;
        await resources.DisposeAsync();
        DeleteFolder();
        await processes.EndAsync();
    }

    private void DeleteFolder()
    {
        try
        {
            folder.Delete();
        }
        catch (IOException exception)
        {
            log.LogWarning("The folder {Folder} could not be deleted: {Reason}", folder.Path, exception.Message);
        }
    }
}
