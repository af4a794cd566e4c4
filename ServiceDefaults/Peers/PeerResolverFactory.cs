using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client.Balancer;

namespace Orchestrator.ServiceDefaults;

/// <summary>peer:///name: the addresses of a service, read anew when a connection fails and after each interval.</summary>
internal sealed class PeerResolverFactory(PeerAddresses addresses, TimeProvider clock, GrpcDefaultsOptions limits)
    : ResolverFactory
{
    public const string Scheme = "peer";

    public override string Name => Scheme;

    public override Resolver Create(ResolverOptions options)
    {
        var service = options.Address.AbsolutePath.TrimStart('/');
        return new PeerResolver(
            service,
            cancellationToken => LookUpAsync(service, cancellationToken),
            clock,
            limits.AddressRefresh,
            limits.ReconnectBackoff
        );
    }

    private async Task<IReadOnlyList<BalancerAddress>> LookUpAsync(string service, CancellationToken cancellationToken)
    {
        var found = new List<BalancerAddress>();
        foreach (var address in addresses.Grpc(service))
        {
            found.AddRange(await LookUpAsync(address, cancellationToken));
        }

        return found;
    }

    /// <summary>A name that stands for several machines (a headless service) counts as all of their addresses.</summary>
    private static async Task<IEnumerable<BalancerAddress>> LookUpAsync(
        Uri address,
        CancellationToken cancellationToken
    )
    {
        var host = address.DnsSafeHost;
        if (IPAddress.TryParse(host, out _) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return [new BalancerAddress(host, address.Port)];
        }

        try
        {
            var ips = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return ips.Select(ip => new BalancerAddress(ip.ToString(), address.Port));
        }
        // One name that is gone must not hide the others; with none left the caller is told.
        catch (SocketException)
        {
            return [];
        }
    }
}
