using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.StandIns.Tests.Aspire;

internal static class ReplicaIds
{
    public static IReadOnlyList<string> Replicas(this IServiceProvider services, string resource) =>
        services
            .GetRequiredService<DistributedApplicationModel>()
            .Resources.Single(r => r.Name == resource)
            .InstanceIds();
}
