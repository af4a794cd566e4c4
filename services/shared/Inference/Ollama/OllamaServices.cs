using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Inference.Ollama;

/// <summary>Registration.</summary>
public static class OllamaServices
{
    /// <summary>Adds <see cref="OllamaProvider"/> and <see cref="OllamaOptions"/>, checked when the host starts.</summary>
    public static IServiceCollection AddOllama(this IServiceCollection services)
    {
        services
            .AddOptions<OllamaOptions>()
            .BindConfiguration(OllamaOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddReplicaProvider<OllamaProvider>();
    }
}
