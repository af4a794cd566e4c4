using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Orchestrator.Profiler.Discovery;

internal static class DiscoveryServices
{
    public static IServiceCollection AddDiscovery(this IServiceCollection services)
    {
        services
            .AddOptions<DiscoveryOptions>()
            .BindConfiguration(DiscoveryOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<IHostLookup, SystemHostLookup>();
        return services
            .AddSingleton<IValidateOptions<DiscoveryOptions>, DiscoveryOptionsCheck>()
            .AddSingleton<OwnerDirectory>()
            .AddSingleton<Registrations>()
            .AddHostedService<OwnerWatchLoop>()
            .AddHostedService<DnsLoop>()
            .AddHostedService<SweepLoop>();
    }
}
