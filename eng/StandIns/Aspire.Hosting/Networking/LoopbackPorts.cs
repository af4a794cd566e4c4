using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Networking;

/// <summary>Free ports of this machine's loopback.</summary>
internal static class LoopbackPorts
{
    private const int AttemptsMax = 1_000;

    private static readonly Lock Taking = new();
    private static readonly HashSet<int> Taken = [];

    /// <summary>A port that is free now and that this process gives to nobody else.</summary>
    public static int Take(int min, int max)
    {
        lock (Taking)
        {
            for (var attempt = 0; attempt < AttemptsMax; attempt++)
            {
                var port = Random.Shared.Next(min, max + 1);
                if (!Taken.Contains(port) && IsFree(port))
                {
                    Taken.Add(port);
                    return port;
                }
            }
        }

        throw new DistributedApplicationException($"No free port was found between {min} and {max}.");
    }

    public static void Return(int port)
    {
        lock (Taking)
        {
            Taken.Remove(port);
        }
    }

    private static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port);

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException exception)
        {
            // A machine without IPv6 has no such address; then the port cannot be taken there.
            return exception.SocketErrorCode
                is SocketError.AddressNotAvailable
                    or SocketError.AddressFamilyNotSupported
                    or SocketError.ProtocolNotSupported;
        }
    }
}
