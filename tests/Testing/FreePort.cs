using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Testing;

/// <summary>
/// Ports for cases where an address must be known before anything listens: peers in processes of their own, or a peer that
/// is not there. Everything else binds port 0.
/// </summary>
/// <remarks>
/// Below the range from which the system takes ports for outgoing connections and for port 0, so that nothing else gets a
/// port between its choice and its use; and no port twice in one process.
/// </remarks>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    private static readonly Lock _gate = new();
    private static readonly HashSet<int> _taken = [];

    // Test assemblies run beside each other: each begins somewhere else.
    private static int _next = Environment.ProcessId * 97 % Count;

    public static int Take()
    {
        lock (_gate)
        {
            for (var tries = 0; tries < Count; tries++)
            {
                var port = First + (_next++ % Count);
                if (!_taken.Contains(port) && IsFree(port))
                {
                    _taken.Add(port);
                    return port;
                }
            }
        }

        throw new InvalidOperationException("No free port is left.");
    }

    /// <summary>A loopback address that nobody listens on now.</summary>
    public static Uri TakeAddress() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Take()}/"));

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
