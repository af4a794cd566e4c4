namespace Orchestrator.Profiler.Probing;

internal static class ProbingServices
{
    /// <summary>Needs the store and a leader, which the module brings.</summary>
    public static IServiceCollection AddProbing(this IServiceCollection services)
    {
        services
            .AddOptions<ProbingOptions>()
            .BindConfiguration(ProbingOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<IProbeMemory, StoredProbes>()
            .AddSingleton<FleetProbes>()
            .AddSingleton<ProbeCalls>()
            .AddHostedService<ProbeLoop>();
    }
}
