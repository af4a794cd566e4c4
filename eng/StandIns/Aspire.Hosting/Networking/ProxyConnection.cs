using System.Buffers;
using System.Net.Sockets;

namespace Aspire.Hosting.Networking;

/// <summary>Two sockets, each fed with what the other sends. An end is passed on as an end, a break as a break.</summary>
internal static class ProxyConnection
{
    public static async Task RelayAsync(Socket client, Socket target, int bufferBytes, CancellationToken stopping)
    {
        client.NoDelay = true;
        target.NoDelay = true;
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            await Task.WhenAll(
                PumpAsync(client, target, bufferBytes, broken),
                PumpAsync(target, client, bufferBytes, broken)
            );
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // Both sides learn that it did not end well.
            client.LingerState = new LingerOption(enable: true, seconds: 0);
            target.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, int bufferBytes, CancellationTokenSource broken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(bufferBytes);
        try
        {
            while (await from.ReceiveAsync(buffer, SocketFlags.None, broken.Token) is var count and > 0)
            {
                for (var sent = 0; sent < count; )
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None, broken.Token);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
