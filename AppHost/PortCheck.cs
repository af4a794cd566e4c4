using System.Net;
using System.Net.Sockets;

namespace Orchestrator.AppHost;

internal static class PortCheck
{
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
