using Grpc.Net.Client.Balancer;

namespace Orchestrator.ServiceDefaults;

/// <summary>peer:///name: the addresses of a service, read anew when a connection fails and after each interval.</summary>
internal sealed class PeerResolverFactory(PeerAddresses addresses, TimeProvider clock, TimeSpan refresh)
    : ResolverFactory
{
    public const string Scheme = "peer";

    public override string Name => Scheme;

    public override Resolver Create(ResolverOptions options) =>
        new PeerResolver(options.Address.AbsolutePath.TrimStart('/'), addresses, clock, refresh, options.LoggerFactory);
}
