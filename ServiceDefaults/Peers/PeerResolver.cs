using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.Logging;

namespace Orchestrator.ServiceDefaults;

/// <summary>A name that stands for several machines (a headless service) counts as all of their addresses.</summary>
internal sealed class PeerResolver(
    string service,
    PeerAddresses addresses,
    TimeProvider clock,
    TimeSpan refresh,
    ILoggerFactory loggers
) : PollingResolver(loggers)
{
    private ITimer? _timer;

    protected override void OnStarted() => _timer = clock.CreateTimer(_ => Refresh(), state: null, refresh, refresh);

    protected override async Task ResolveAsync(CancellationToken cancellationToken)
    {
        var found = new List<BalancerAddress>();
        foreach (var address in addresses.Grpc(service))
        {
            found.AddRange(await LookUpAsync(address, cancellationToken));
        }

        Listener(
            found.Count > 0
                ? ResolverResult.ForResult(found)
                : ResolverResult.ForFailure(new Status(StatusCode.Unavailable, $"No address of '{service}' is known."))
        );
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer?.Dispose();
        }

        base.Dispose(disposing);
    }

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
