using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Functional.Tests.Cluster;

internal static class Ports
{
    /// <summary>A loopback address that nobody listens on now.</summary>
    public static Uri Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");
    }
}
