using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Launch;

/// <summary>Runs the callbacks of a resource and resolves what they left.</summary>
internal static class LaunchValues
{
    public static async Task<Dictionary<string, string>> EnvironmentAsync(
        LaunchContext launch,
        CancellationToken cancellationToken
    )
    {
        var context = new EnvironmentCallbackContext(
            launch.ExecutionContext,
            launch.Resource,
            environmentVariables: null,
            cancellationToken
        )
        {
            Logger = launch.Logger,
            InstanceId = launch.InstanceId,
        };
        foreach (var callback in launch.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context);
        }

        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await TextAsync(value, launch, cancellationToken) is { } text)
            {
                variables[name] = text;
            }
        }

        return variables;
    }

    public static async Task<List<string>> ArgumentsAsync(LaunchContext launch, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], launch.Resource, cancellationToken)
        {
            ExecutionContext = launch.ExecutionContext,
            Logger = launch.Logger,
        };
        foreach (var callback in launch.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context);
        }

        var arguments = new List<string>(context.Args.Count);
        foreach (var value in context.Args)
        {
            if (await TextAsync(value, launch, cancellationToken) is { } text)
            {
                arguments.Add(text);
            }
        }

        return arguments;
    }

    private static async ValueTask<string?> TextAsync(
        object? value,
        LaunchContext launch,
        CancellationToken cancellationToken
    ) =>
        value switch
        {
            null => null,
            string text => text,
            IValueProvider provider => await provider.GetValueAsync(launch.Values, cancellationToken),
            IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(
                launch.Values,
                cancellationToken
            ),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
