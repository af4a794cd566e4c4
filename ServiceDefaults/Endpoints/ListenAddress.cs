using System.Net;

namespace Orchestrator.ServiceDefaults;

/// <summary>From an address in the configuration to a socket address and back.</summary>
internal static class ListenAddress
{
    /// <returns>Null when the host is a name other than localhost: a name says nothing about local interfaces.</returns>
    public static IPEndPoint? Of(Uri address)
    {
        if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return new IPEndPoint(IPAddress.Loopback, address.Port);
        }

        return IPAddress.TryParse(address.DnsSafeHost, out var ip) ? new IPEndPoint(ip, address.Port) : null;
    }

    /// <returns>An address this machine can dial: "any" cannot be dialled, its loopback can.</returns>
    public static Uri Dialable(IPEndPoint endpoint)
    {
        var ip = endpoint.Address;
        if (ip.Equals(IPAddress.Any))
        {
            ip = IPAddress.Loopback;
        }
        else if (ip.Equals(IPAddress.IPv6Any))
        {
            ip = IPAddress.IPv6Loopback;
        }

        return new Uri($"http://{new IPEndPoint(ip, endpoint.Port)}");
    }
}
