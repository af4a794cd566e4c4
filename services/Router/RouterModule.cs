using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Router.Classification.Tiers;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Grpc;
using Orchestrator.Router.Learned;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Router;

/// <summary>The router: what a request is about, which model, which replica, and why.</summary>
public static class RouterModule
{
    public static IHostApplicationBuilder AddRouter(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IValidateOptions<RouterOptions>, RouterOptionsCheck>();
        builder.Services.AddChecked<RouterOptions>(RouterOptions.SectionName);
        builder.Services.AddChecked<SelectionOptions>(SelectionOptions.SectionName);
        builder.Services.AddChecked<FleetOptions>(FleetOptions.SectionName);
        builder.Services.AddChecked<ProfilesOptions>(ProfilesOptions.SectionName);
        builder.Services.AddChecked<CostOptions>(CostOptions.SectionName);
        builder.Services.AddChecked<ExplorationOptions>(ExplorationOptions.SectionName);
        builder.Services.AddChecked<StrategyOptions>(StrategyOptions.SectionName);
        builder.Services.AddSingleton<PolicyView>();
        builder.Services.AddSelection();
        builder.Services.AddFleet();
        builder.Services.AddRules();
        builder.Services.AddTiers();
        builder.Services.AddSingleton<RouterMetrics>();
        builder.Services.AddSingleton<RouteChoice>();
        builder.Services.AddSingleton<RouteDecider>();
        builder.Services.AddSingleton<RouterReadiness>();
        builder.Services.AddHealthChecks().AddCheck<RouterReadiness>("router", tags: [HealthTags.Ready]);
        return builder;
    }

    public static WebApplication MapRouter(this WebApplication app)
    {
        app.MapGrpcService<RouterGrpcService>();
        return app;
    }

    private static void AddChecked<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();

    private static void AddSelection(this IServiceCollection services) =>
        services.AddSingleton(provider => new ReplicaSelector(
            new ModelRanking(
                new ModelPreferences(provider.GetRequiredService<IOptions<RouterOptions>>().Value.Preferences),
                provider.GetRequiredService<ModelRulesView>(),
                new RankingSettings(
                    provider.GetRequiredService<IOptions<ProfilesOptions>>().Value.ToProfiles(),
                    new CostRule(provider.GetRequiredService<IOptions<CostOptions>>().Value.ToRate()),
                    new FallbackMap(
                        provider
                            .GetRequiredService<IOptions<RouterOptions>>()
                            .Value.Fallbacks.Select(chain => FallbackChain.Of(chain.Model, chain.Use))
                    ),
                    provider.GetRequiredService<PolicyView>(),
                    provider.GetRequiredService<IOptions<ExplorationOptions>>().Value.Share
                )
            ),
            provider.GetRequiredService<IOptions<SelectionOptions>>().Value.ToLimits(),
            NewRandom(provider),
            provider.GetRequiredService<TimeProvider>()
        ));

    private static void AddFleet(this IServiceCollection services)
    {
        services.AddGrpcPeer<Profiler.ProfilerClient>("profiler");
        services.AddSingleton<RegistryState>();
        services.AddSingleton<ModelRulesView>();
        services.AddSingleton<FleetView>();
        services.AddHostedService<RegistryWatchLoop>();
        services.AddHostedService<OwnerWatchLoop>();
    }

    // Every router has a seed of its own: those that see the same fleet must not all choose the same replica.
    private static Random NewRandom(IServiceProvider provider) =>
        new(HashCode.Combine(Environment.ProcessId, provider.GetRequiredService<TimeProvider>().GetTimestamp()));
}
