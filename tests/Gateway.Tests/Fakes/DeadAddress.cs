using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>An address where nobody listens: its port was free a moment ago.</summary>
internal static class DeadAddress
{
    public static Task<Uri> FindAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return Task.FromResult(new Uri($"http://127.0.0.1:{port}"));
    }
}
