namespace Orchestrator.EnsembleWorker.Residency;

internal static class ResidencyServices
{
    public static IServiceCollection AddResidency(this IServiceCollection services) =>
        services
            .AddSingleton<ModelUses>()
            .AddSingleton<ResidencyPlans>()
            .AddSingleton<Func<string, ResidencyPlan?>>(provider => provider.GetRequiredService<ResidencyPlans>().Of)
            .AddHostedService<ResidencyLoop>();
}
