namespace Orchestrator.Profiler.Planning;

internal static class PlanningServices
{
    public static IServiceCollection AddPlanning(this IServiceCollection services)
    {
        services
            .AddOptions<PlanningOptions>()
            .BindConfiguration(PlanningOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<PlanningMetrics>()
            .AddSingleton<IFleetSights, FleetSights>()
            .AddSingleton<IPlanSink, StoredPlanSink>()
            .AddSingleton<IPlanningStore, StoredPlanning>()
            .AddHostedService<PlanLoop>();
    }
}
