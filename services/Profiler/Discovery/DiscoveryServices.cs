namespace Orchestrator.Profiler.Discovery;

internal static class DiscoveryServices
{
    public static IServiceCollection AddDiscovery(this IServiceCollection services) =>
        services.AddSingleton<OwnerDirectory>().AddHostedService<OwnerWatchLoop>();
}
