using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Runs the commands of resources: those of <c>WithCommand</c>, and start, stop and restart of everything that runs a process.</summary>
public class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(
        ResourceNotificationService notifications,
        ResourceLoggerService loggers,
        IServiceProvider services
    )
    {
        _notifications = notifications;
        _loggers = loggers;
        _services = services;
    }

    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId,
        string commandName,
        CancellationToken cancellationToken = default
    ) =>
        _notifications.TryGetCurrentState(resourceId, out var state)
            ? ExecuteOnAllAsync(state.Resource, InstancesNamed(state, resourceId), commandName, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"Resource '{resourceId}' not found."));

    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource,
        string commandName,
        CancellationToken cancellationToken = default
    ) => ExecuteOnAllAsync(resource, resource.InstanceIds(), commandName, cancellationToken);

    private static IReadOnlyList<string> InstancesNamed(ResourceEvent state, string id) =>
        string.Equals(state.Resource.Name, id, StringComparison.OrdinalIgnoreCase)
            ? state.Resource.InstanceIds()
            : [state.ResourceId];

    private async Task<ExecuteCommandResult> ExecuteOnAllAsync(
        IResource resource,
        IReadOnlyList<string> ids,
        string commandName,
        CancellationToken cancellationToken
    )
    {
        var results = await Task.WhenAll(
            ids.Select(id => ExecuteOnOneAsync(resource, id, commandName, cancellationToken))
        );
        return results.FirstOrDefault(result => !result.Success) ?? results[0];
    }

    private async Task<ExecuteCommandResult> ExecuteOnOneAsync(
        IResource resource,
        string id,
        string commandName,
        CancellationToken cancellationToken
    )
    {
        var command = resource
            .Annotations.OfType<ResourceCommandAnnotation>()
            .LastOrDefault(command => command.Name == commandName);
        if (command is null)
        {
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{id}'.");
        }

        var logger = _loggers.GetLogger(resource);
        try
        {
            return await command.ExecuteCommand(
                new ExecuteCommandContext
                {
                    ServiceProvider = _services,
                    ResourceName = id,
                    CancellationToken = cancellationToken,
                    Logger = logger,
                }
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        // A command is the application's code: its fault is its result.
        catch (Exception exception)
        {
            logger.LogError(exception, "Error executing command '{CommandName}'.", commandName);
            return CommandResults.Failure(exception);
        }
    }
}
