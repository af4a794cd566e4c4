using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Resources without a process of their own: they are there once their values are.</summary>
internal sealed class ValueResources(
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    IServiceProvider services
)
{
    public async Task StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await eventing.PublishAsync(
                new InitializeResourceEvent(resource, notifications, services),
                cancellationToken
            );
            await RunAsync(resource, cancellationToken);
        }
        catch (MissingParameterValueException exception)
        {
            loggers.GetLogger(resource).LogError("{Reason}", exception.Message);
            await SetAsync(resource, KnownResourceStates.ValueMissing);
        }
        // Its failure is its state; the others go on.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            loggers.GetLogger(resource).LogError("Failed to start: {Reason}", exception.Message);
            await SetAsync(resource, KnownResourceStates.FailedToStart);
        }
    }

    private async Task RunAsync(IResource resource, CancellationToken cancellationToken)
    {
        switch (resource)
        {
            case ParameterResource parameter:
                await parameter.GetValueAsync(cancellationToken);
                await SetAsync(resource, KnownResourceStates.Running);
                break;
            case ExternalServiceResource service:
                await ExternalServiceBuilderExtensions.UriOfAsync(service, cancellationToken);
                await SetAsync(resource, KnownResourceStates.Running);
                break;
            case IResourceWithParent:
                break; // its state is its parent's
            case IResourceWithConnectionString connection:
                await ConnectAsync(connection, cancellationToken);
                break;
            default:
                break; // whoever added it publishes its states
        }
    }

    private async Task ConnectAsync(IResourceWithConnectionString resource, CancellationToken cancellationToken)
    {
        if (resource.HasAnnotationOfType<WaitAnnotation>())
        {
            await SetAsync(resource, KnownResourceStates.Waiting);
            await notifications.WaitForDependenciesAsync(resource, cancellationToken);
        }

        await resource.GetConnectionStringAsync(cancellationToken);
        await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken);
        await SetAsync(resource, KnownResourceStates.Running);
    }

    private Task SetAsync(IResource resource, string state) =>
        notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = state });
}
