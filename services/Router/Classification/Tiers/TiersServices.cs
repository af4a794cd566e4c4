using Microsoft.Extensions.Options;

namespace Orchestrator.Router.Classification.Tiers;

internal static class TiersServices
{
    public static void AddTiers(this IServiceCollection services)
    {
        services
            .AddOptions<TiersOptions>()
            .BindConfiguration(TiersOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<WorkerCalls>();
        services.AddSingleton(provider => new ExampleShelf(
            provider.GetRequiredService<IOptions<TiersOptions>>().Value.Embedding.KeptModels
        ));
        services.AddSingleton<TierMetrics>();
        services.AddSingleton<EmbeddingTier>();
        services.AddSingleton<SmallModelTier>();
        services.AddSingleton<TaskTiers>();
        services.AddHostedService<ExamplesLoop>();
    }
}
