using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.LocalServers;
using Aspire.Hosting.Networking;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Running.Launch;

internal sealed class ServerLaunch(
    IResource resource,
    string instanceId,
    string folder,
    ResourceEndpoints endpoints,
    ChildProcesses processes,
    Action<string, bool> log
) : LocalServerContext
{
    public override string Name => resource.Name;

    public override string Folder => folder;

    public override int PortOf(string endpointName) =>
        endpoints.TargetPort(
            instanceId,
            resource
                .Annotations.OfType<EndpointAnnotation>()
                .Single(endpoint => string.Equals(endpoint.Name, endpointName, StringComparison.OrdinalIgnoreCase))
        );

    public override void Log(string line) => log(line, false);

    public override LocalProcess Start(ProcessStartInfo command) => processes.Start(command, log);
}
