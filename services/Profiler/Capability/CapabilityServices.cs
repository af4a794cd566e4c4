namespace Orchestrator.Profiler.Capability;

internal static class CapabilityServices
{
    /// <summary>The built-in table, worked out when it is first asked for.</summary>
    public static IServiceCollection AddCapability(this IServiceCollection services) =>
        services.AddSingleton(_ => CapabilityTable.Standard);
}
