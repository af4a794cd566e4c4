using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.LocalServers;
using Aspire.Hosting.Processes;
using Aspire.Hosting.ProjectLaunch;

namespace Aspire.Hosting.Running.Launch;

/// <summary>Starts projects and executables.</summary>
internal sealed class ProcessLaunch(ChildProcesses processes, ProjectPrograms programs)
{
    public async Task<ILocalServer> StartAsync(
        LaunchContext launch,
        Action<string, bool> log,
        CancellationToken cancellationToken
    )
    {
        var variables = await LaunchValues.EnvironmentAsync(launch, cancellationToken);
        var arguments = await LaunchValues.ArgumentsAsync(launch, cancellationToken);
        var command = await CommandAsync(launch.Resource, cancellationToken);
        foreach (var argument in arguments)
        {
            command.ArgumentList.Add(argument);
        }

        if (launch.Resource is ProjectResource)
        {
            // The AppHost's own addresses are not the project's.
            command.Environment.Remove("ASPNETCORE_URLS");
        }

        foreach (var (name, value) in variables)
        {
            command.Environment[name] = value;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return processes.Start(command, log);
    }

    private async Task<ProcessStartInfo> CommandAsync(IResource resource, CancellationToken cancellationToken)
    {
        switch (resource)
        {
            case ProjectResource:
                var project = resource.Annotations.OfType<IProjectMetadata>().Last();
                return new ProcessStartInfo(ProjectPrograms.Dotnet)
                {
                    WorkingDirectory = Path.GetDirectoryName(project.ProjectPath)!, // an absolute path of a file
                    ArgumentList = { await programs.FindAsync(project, cancellationToken) },
                };
            case ExecutableResource executable:
                return new ProcessStartInfo(executable.Command) { WorkingDirectory = executable.WorkingDirectory };
            default:
                throw new DistributedApplicationException(
                    $"The resource '{resource.Name}' is a container, and this build of the AppHost has no container engine: "
                        + "it runs on stand-ins, which know only servers that are installed on this machine. Build with "
                        + "UpstreamPackages=true for containers. · 이 빌드에는 컨테이너 엔진이 없습니다."
                );
        }
    }
}
