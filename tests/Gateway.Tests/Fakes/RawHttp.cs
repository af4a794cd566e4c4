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

    /// <summary>Everything until the server closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(_tcp.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync().Within("the server answers and closes the connection");
    }

    public void Dispose() => _tcp.Dispose();
}
