using System.Net;
using System.Net.Sockets;

namespace Orchestrator.AppHost;

internal static class FreePorts
{
    /// <summary>Ports that nobody listens on now. All are held until the last is found, so that none comes twice.</summary>
    public static IReadOnlyList<int> Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    /// <returns>Why nobody can listen on it now, or null.</returns>
    public static SocketError? ProblemOf(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return null;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }
}
