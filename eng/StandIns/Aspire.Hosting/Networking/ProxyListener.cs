using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Networking;

/// <summary>The sockets of one public port: on both loopback addresses, where there are two.</summary>
internal static class ProxyListener
{
    private const int Backlog = 512;
    private const int AttemptsMax = 100;

    /// <param name="host">"localhost", or an address to listen on.</param>
    /// <param name="port">Null: any free one.</param>
    public static IReadOnlyList<Socket> Listen(string host, int? port) =>
        port is { } known ? ListenOn(host, known) : ListenAnywhere(host);

    private static List<Socket> ListenAnywhere(string host)
    {
        for (var attempt = 1; ; attempt++)
        {
            var first = Bound(Primary(host), 0);
            try
            {
                return WithSecond(first, host, PortOf(first));
            }
            // The number is free on one address and taken on the other.
            catch (SocketException) when (attempt < AttemptsMax) { }
        }
    }

    private static List<Socket> ListenOn(string host, int port) => WithSecond(Bound(Primary(host), port), host, port);

    private static List<Socket> WithSecond(Socket first, string host, int port)
    {
        if (!IsLocalhost(host) || !Socket.OSSupportsIPv6)
        {
            return [first];
        }

        try
        {
            return [first, Bound(IPAddress.IPv6Loopback, port)];
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return [first];
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    public static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port; // it is bound

    private static bool IsLocalhost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static IPAddress Primary(string host) =>
        IsLocalhost(host) ? IPAddress.Loopback
        : IPAddress.TryParse(host, out var address) ? address
        : IPAddress.Any;

    private static Socket Bound(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
