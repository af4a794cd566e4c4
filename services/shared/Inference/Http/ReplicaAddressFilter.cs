using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Inference.Http;

/// <summary>
/// Judges each address that a connection is about to be made to, after its name was resolved: a name may lead to
/// another address each time it is asked for.
/// </summary>
/// <param name="whyRefused">The reason, as the end of a sentence; null when the address is allowed.</param>
public sealed class ReplicaAddressFilter(Func<IPAddress, string?> whyRefused)
{
    internal async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var host = context.DnsEndPoint.Host;
        var resolved = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = resolved.Where(address => whyRefused(address) is null).ToArray();
        if (allowed.Length == 0)
        {
            throw resolved.Length == 0
                ? new HttpRequestException(HttpRequestError.NameResolutionError, "The replica's name has no address.")
                : new AddressRefusedException($"The replica's address {whyRefused(resolved[0])}.");
        }

        return await ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
    }

    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The stream owns it.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
