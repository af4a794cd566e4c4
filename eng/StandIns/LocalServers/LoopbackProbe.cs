using System.Net;
using System.Net.Sockets;

namespace LocalServers;

/// <summary>Asks a port one question in the server's own protocol, without a client library.</summary>
internal static class LoopbackProbe
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    /// <returns>The beginning of the answer, empty when there was none.</returns>
    public static async Task<byte[]> AskAsync(
        int port,
        ReadOnlyMemory<byte> question,
        CancellationToken cancellationToken
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_limit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, deadline.Token);
            await client.GetStream().WriteAsync(question, deadline.Token);
            var answer = new byte[64];
            return answer[..await client.GetStream().ReadAsync(answer, deadline.Token)];
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return [];
        }
    }
}
