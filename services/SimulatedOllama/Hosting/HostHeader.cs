using System.Net;
using System.Net.Sockets;

namespace Orchestrator.SimulatedOllama.Hosting;

/// <summary>Host names that a server on the loopback address takes; others are refused against DNS rebinding.</summary>
internal static class HostHeader
{
    private static readonly string[] _suffixes = [".localhost", ".local", ".internal"];

    public static bool IsAllowed(string host)
    {
        var name = host.Trim('[', ']').ToLowerInvariant();
        return IPAddress.TryParse(name, out var address)
            ? IsNear(address)
            : name is "" or "localhost"
                || name.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase)
                || _suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));
    }

    private static bool IsNear(IPAddress address)
    {
        var bytes = address.MapToIPv4().GetAddressBytes();
        return IPAddress.IsLoopback(address)
            || address.Equals(IPAddress.Any)
            || address.Equals(IPAddress.IPv6Any)
            || (
                address.AddressFamily == AddressFamily.InterNetwork
                    ? bytes[0] == 10
                        || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16)
                        || (bytes[0] == 192 && bytes[1] == 168)
                    : address.IsIPv6UniqueLocal
            );
    }
}
