using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Networking;
using Aspire.Hosting.Running;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>The proxy alone, between sockets of the test.</summary>
public sealed class ProxyTests : IAsyncLifetime, IDisposable
{
    private readonly TcpListener _target = new(IPAddress.Loopback, 0);
    private TcpProxy _proxy = null!; // set before each test

    private int TargetPort => ((IPEndPoint)_target.LocalEndpoint).Port;

    public Task InitializeAsync()
    {
        _target.Start();
        _proxy = new TcpProxy(ProxyListener.Listen("localhost", null), () => [TargetPort], new RunnerOptions());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
    }

    public void Dispose() => _target.Dispose();

    [Fact]
    public async Task The_end_of_one_direction_leaves_the_other_open()
    {
        var (client, server) = await ConnectAsync();
        using var _ = client;
        using var __ = server;

        await client.SendAsync("question"u8.ToArray());
        client.Shutdown(SocketShutdown.Send);
        var question = await ReadAllAsync(server);
        await server.SendAsync("answer"u8.ToArray());
        server.Shutdown(SocketShutdown.Send);

        Assert.Equal("question", Encoding.ASCII.GetString(question));
        Assert.Equal("answer", Encoding.ASCII.GetString(await ReadAllAsync(client)));
    }

    [Fact]
    public async Task Nothing_is_lost_when_much_goes_both_ways_at_once()
    {
        var (client, server) = await ConnectAsync();
        using var _ = client;
        using var __ = server;
        var up = RandomNumberGenerator.GetBytes(8 * 1024 * 1024);
        var down = RandomNumberGenerator.GetBytes(8 * 1024 * 1024);

        var sent = Task.WhenAll(SendAllAsync(client, up), SendAllAsync(server, down));
        var (atServer, atClient) = (ReadAllAsync(server), ReadAllAsync(client));
        await Wait.ForAsync(Task.WhenAll(sent, atServer, atClient), "both directions end");

        Assert.Equal(SHA256.HashData(up), SHA256.HashData(await atServer));
        Assert.Equal(SHA256.HashData(down), SHA256.HashData(await atClient));
    }

    [Fact]
    public async Task A_break_on_one_side_is_a_break_on_the_other()
    {
        var (client, server) = await ConnectAsync();
        using var _ = client;
        await client.SendAsync("x"u8.ToArray());
        Assert.Equal(1, await server.ReceiveAsync(new byte[1]));

        server.LingerState = new LingerOption(enable: true, seconds: 0);
        server.Dispose();

        var error = await Wait.ForAsync(
            Assert.ThrowsAsync<SocketException>(async () => await client.ReceiveAsync(new byte[1])),
            "the client sees the break"
        );
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task It_answers_on_both_loopback_addresses_where_there_are_two()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", _proxy.Port);
        using var server = await Wait.ForAsync(_target.AcceptSocketAsync(), "the proxy connects");

        Assert.True(server.Connected);
    }

    [Fact]
    public async Task With_no_target_a_connection_is_closed_at_once()
    {
        await using var idle = new TcpProxy(ProxyListener.Listen("localhost", null), () => [], new RunnerOptions());
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        await Wait.ForAsync(
            Assert.ThrowsAsync<SocketException>(async () =>
            {
                await client.ConnectAsync(IPAddress.Loopback, idle.Port);
                await client.ReceiveAsync(new byte[1]);
            }),
            "the client sees that nobody is there"
        );
    }

    private static async Task SendAllAsync(Socket socket, byte[] bytes)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(bytes);
        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task<byte[]> ReadAllAsync(Socket socket)
    {
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        while (await Wait.ForAsync(socket.ReceiveAsync(buffer), "the other side sends or ends") is var count and > 0)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    private async Task<(Socket Client, Socket Server)> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        return (client, await Wait.ForAsync(_target.AcceptSocketAsync(), "the proxy connects"));
    }
}
