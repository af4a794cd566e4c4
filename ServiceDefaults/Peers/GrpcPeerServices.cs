using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orchestrator.ServiceDefaults;

public static class GrpcPeerServices
{
    /// <summary>A generated client as a singleton: calls are spread over all addresses of the service, unary ones have a deadline.</summary>
    public static IServiceCollection AddGrpcPeer<TClient>(this IServiceCollection services, string service)
        where TClient : ClientBase<TClient>
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        services.TryAddSingleton(provider => provider.GetRequiredService<GrpcPeers>().ClientOf<TClient>(service));
        return services;
    }
}
