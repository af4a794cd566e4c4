using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orchestrator.Inference.Ollama;

/// <summary>Registration.</summary>
public static class OllamaServices
{
    /// <summary>Adds <see cref="OllamaReplicaClients"/> and <see cref="OllamaOptions"/>, checked when the host starts.</summary>
    public static IServiceCollection AddOllama(this IServiceCollection services)
    {
        services
            .AddOptions<OllamaOptions>()
            .BindConfiguration(OllamaOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<OllamaReplicaClients>();
        return services;
    }
}
