using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Inference.Anthropic;
using Orchestrator.Inference.Ollama;
using Orchestrator.Inference.OpenAi;

namespace Orchestrator.Inference;

/// <summary>Registration of providers.</summary>
public static class InferenceProviders
{
    /// <summary>Adds all built-in providers and <see cref="ReplicaProviders"/>.</summary>
    public static IServiceCollection AddInferenceProviders(this IServiceCollection services) =>
        services.AddOllama().AddOpenAi().AddAnthropic();

    /// <summary>Adds a provider, found by its <see cref="IReplicaProvider.Kind"/>. Once, however often it is called.</summary>
    public static IServiceCollection AddReplicaProvider<TProvider>(this IServiceCollection services)
        where TProvider : class, IReplicaProvider
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ReplicaProviders>();
        if (services.Any(service => service.ServiceType == typeof(TProvider)))
        {
            return services;
        }

        return services
            .AddSingleton<TProvider>()
            .AddSingleton<IReplicaProvider>(provider => provider.GetRequiredService<TProvider>());
    }
}
