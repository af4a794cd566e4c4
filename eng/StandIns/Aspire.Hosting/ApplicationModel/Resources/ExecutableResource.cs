namespace Aspire.Hosting.ApplicationModel;

public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name),
        IResourceWithEnvironment,
        IResourceWithArgs,
        IResourceWithEndpoints,
        IResourceWithWaitSupport,
        IResourceWithProbes,
        IComputeResource
{
    public string Command { get; } = Present(command, nameof(command));

    public string WorkingDirectory { get; } =
        workingDirectory ?? throw new ArgumentNullException(nameof(workingDirectory));

    private static string Present(string value, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        return value;
    }
}
