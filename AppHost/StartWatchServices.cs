using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.AppHost;

internal static class StartWatchServices
{
    public static void AddStartReport(
        this IDistributedApplicationBuilder builder,
        Plan plan,
        IResourceBuilder<ProjectResource> gateway,
        IReadOnlyList<Replica> replicas
    )
    {
        builder.Services.AddSingleton(new StartSubject(plan, gateway, replicas));
        builder.Services.AddHostedService<StartWatch>();
    }
}
