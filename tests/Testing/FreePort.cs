using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Testing;

/// <summary>
/// A port that was free a moment ago, for the cases where an address must be known before anything listens (a peer that
/// is not there yet, or no more). Everything else binds port 0.
/// </summary>
public static class FreePort
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
