using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Inference.OpenAi;

/// <summary>Registration.</summary>
public static class OpenAiServices
{
    /// <summary>Adds <see cref="OpenAiProvider"/> and <see cref="OpenAiOptions"/>, checked when the host starts.</summary>
    public static IServiceCollection AddOpenAi(this IServiceCollection services)
    {
        services
            .AddOptions<OpenAiOptions>()
            .BindConfiguration(OpenAiOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddReplicaProvider<OpenAiProvider>();
    }
}
