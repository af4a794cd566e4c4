using Orchestrator.ServiceDefaults;

namespace Orchestrator.Router.Rules;

internal static class RulesServices
{
    public static void AddRules(this IServiceCollection services)
    {
        services
            .AddOptions<RulesOptions>()
            .BindConfiguration(RulesOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<RulesView>();
        services.AddSingleton<RulesMetrics>();
        services.AddHostedService<RulesWatchLoop>();
        services.AddHealthChecks().AddCheck<RulesHealth>("rules", tags: [HealthTags.Ready]);
    }
}
