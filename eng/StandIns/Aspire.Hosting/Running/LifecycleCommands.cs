using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Start, stop and restart, for everything that runs a process.</summary>
internal static class LifecycleCommands
{
    public static void AddTo(
        IResource resource,
        IReadOnlyDictionary<string, ResourceInstance> instances,
        CancellationToken ending
    )
    {
        Add(KnownResourceCommands.StartCommand, "Start", StartAsync, isRunning => !isRunning);
        Add(KnownResourceCommands.StopCommand, "Stop", StopAsync, isRunning => isRunning);
        Add(KnownResourceCommands.RestartCommand, "Restart", RestartAsync, isRunning => isRunning);

        async Task StartAsync(ResourceInstance instance) => await instance.StartAsync(ending);

        async Task StopAsync(ResourceInstance instance) => await instance.StopAsync();

        async Task RestartAsync(ResourceInstance instance)
        {
            await instance.StopAsync();
            await instance.StartAsync(ending);
        }

        void Add(string name, string displayName, Func<ResourceInstance, Task> run, Func<bool, bool> isEnabled) =>
            resource.Annotations.Add(
                new ResourceCommandAnnotation(
                    name,
                    displayName,
                    context =>
                        isEnabled(context.ResourceSnapshot.State?.Text == KnownResourceStates.Running)
                            ? ResourceCommandState.Enabled
                            : ResourceCommandState.Disabled,
                    async context =>
                    {
                        var instance = instances[context.ResourceName];
                        await run(instance).WaitAsync(context.CancellationToken);
                        return instance.Failure is { } failure
                            ? CommandResults.Failure(failure)
                            : CommandResults.Success();
                    }
                )
            );
    }
}
