namespace Orchestrator.Profiler.Leadership;

internal static class LeadershipServices
{
    public static IServiceCollection AddLeadership(this IServiceCollection services)
    {
        services
            .AddOptions<LeadershipOptions>()
            .BindConfiguration(LeadershipOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<LeaderStore>()
            .AddSingleton<LeaderSeat>()
            .AddSingleton<ILeader>(provider => provider.GetRequiredService<LeaderSeat>())
            .AddHostedService<LeaderLoop>();
    }
}
