using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>A client that sends exactly these bytes, as no polite client would.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly TcpClient _tcp = new();

    public static async Task<RawHttp> ConnectAsync(Uri address)
    {
        var raw = new RawHttp();
        await raw._tcp.ConnectAsync(address.Host, address.Port);
        return raw;
    }

    public async Task SendAsync(string text)
    {
        await _tcp.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>One whole answer. Its end is the last chunk: a server may keep the connection for a while after it.</summary>
    public async Task<string> ReadAnswerAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await _tcp.GetStream().ReadAsync(buffer).AsTask().Within("the server answers");
            if (read == 0)
            {
                break;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    public void Dispose() => _tcp.Dispose();
}
