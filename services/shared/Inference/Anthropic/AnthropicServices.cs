using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Inference.Anthropic;

/// <summary>Registration.</summary>
public static class AnthropicServices
{
    /// <summary>Adds <see cref="AnthropicProvider"/> and <see cref="AnthropicOptions"/>, checked when the host starts.</summary>
    public static IServiceCollection AddAnthropic(this IServiceCollection services)
    {
        services
            .AddOptions<AnthropicOptions>()
            .BindConfiguration(AnthropicOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddReplicaProvider<AnthropicProvider>();
    }
}
