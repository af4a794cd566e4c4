using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public class CommandOptions
{
    public string? Description { get; set; }

    public object? Parameter { get; set; }

    public string? ConfirmationMessage { get; set; }

    public string? IconName { get; set; }

    public IconVariant? IconVariant { get; set; }

    public bool IsHighlighted { get; set; }

    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}

public sealed class UpdateCommandStateContext
{
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    public required IServiceProvider ServiceProvider { get; init; }
}

public enum ResourceCommandState
{
    Enabled,
    Disabled,
    Hidden,
}

public sealed class ExecuteCommandContext
{
    public required IServiceProvider ServiceProvider { get; init; }

    public required string ResourceName { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required ILogger Logger { get; init; }
}

public sealed class ResourceCommandAnnotation(
    string name,
    string displayName,
    Func<UpdateCommandStateContext, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
    CommandOptions? options = null
) : IResourceAnnotation
{
    public string Name { get; } = name;

    public string DisplayName { get; } = displayName;

    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; } = updateState;

    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;

    public string? DisplayDescription => options?.Description;

    public object? Parameter => options?.Parameter;

    public string? ConfirmationMessage => options?.ConfirmationMessage;

    public string? IconName => options?.IconName;

    public IconVariant? IconVariant => options?.IconVariant;

    public bool IsHighlighted => options?.IsHighlighted ?? false;
}
