using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.NativeReplicas;

/// <summary>
/// Chooses a port for a process that is yet to listen on it, and that keeps it over restarts. Below the range that the system
/// takes ports of outgoing connections from, so that none of these gets it in the meantime.
/// </summary>
internal static class LoopbackPort
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private const int TriesMax = 200;

    /// <exception cref="WrongSettingException">None of many is free.</exception>
    public static Uri Take(Jitter random)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var port = First + (int)(random.Next() * Count);
            if (IsFree(port))
            {
                return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
            }
        }

        throw new WrongSettingException(
            $"No port between {First} and {First + Count} is free for llama.cpp's process."
        );
    }

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
