using Microsoft.Extensions.Options;

namespace Orchestrator.Gateway.Terms;

internal static class TermsServices
{
    /// <summary>Who asks, and on what terms.</summary>
    public static void AddTerms(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<TermsOptions>, TermsOptionsCheck>();
        services
            .AddOptions<TermsOptions>()
            .BindConfiguration(TermsOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<CallerTenant>();
        services.AddSingleton<ForwardedHeaders>();
        services.AddSingleton<CallerTerms>();
    }
}
