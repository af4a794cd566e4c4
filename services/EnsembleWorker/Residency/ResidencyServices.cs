using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orchestrator.EnsembleWorker.Residency;

internal static class ResidencyServices
{
    public static IServiceCollection AddResidency(this IServiceCollection services)
    {
        services.AddSingleton<OrderedPlans>();
        // Until a profiler's orders are heard there is no plan, and nothing is loaded but by calls.
        services.TryAddSingleton<Func<string, ResidencyPlan?>>(provider =>
            provider.GetRequiredService<OrderedPlans>().Find
        );
        return services.AddSingleton<ModelUses>().AddHostedService<ResidencyLoop>();
    }
}
