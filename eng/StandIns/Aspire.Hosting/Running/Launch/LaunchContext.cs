using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Networking;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Launch;

/// <summary>What the process of one replica is put together for.</summary>
internal sealed record LaunchContext(
    IResource Resource,
    string InstanceId,
    ResourceEndpoints Endpoints,
    DistributedApplicationExecutionContext ExecutionContext,
    ILogger Logger
)
{
    public ValueProviderContext Values { get; } =
        new()
        {
            ExecutionContext = ExecutionContext,
            Caller = Resource,
            TargetPortOf = endpoint => Endpoints.TargetPort(InstanceId, endpoint),
        };
}
