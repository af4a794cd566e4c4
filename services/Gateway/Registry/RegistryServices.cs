using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Registry;

internal static class RegistryServices
{
    public static IServiceCollection AddRegistry(this IServiceCollection services) =>
        services.AddGrpcPeer<Profiler.ProfilerClient>("profiler").AddSingleton<ModelsApi>().AddSingleton<ReplicasApi>();

    public static void MapRegistry(this IEndpointRouteBuilder app)
    {
        ModelsApi.Map(app);
        ReplicasApi.Map(app);
    }
}
