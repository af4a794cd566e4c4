using Grpc.Core;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class CallKindTests
{
    [Fact]
    public async Task A_unary_call_answers_awaited_and_blocking()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript());
        var client = server.Client();

        using var call = client.UnaryAsync(new Note { Text = "안녕" });

        Assert.Equal("안녕", (await call).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal("hello", client.Unary(new Note { Text = "hello" }).Text);
    }

    [Fact]
    public async Task A_server_stream_arrives_whole_and_in_order()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript());

        using var call = server.Client().Down(new Note { Text = "one two three" });
        var words = await call.ResponseStream.All();

        Assert.Equal(["one", "two", "three"], words.Select(note => note.Text));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_client_stream_arrives_whole_and_in_order()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript());

        using var call = server.Client().Up();
        await call.RequestStream.WriteAsync(new Note { Text = "one" });
        await call.RequestStream.WriteAsync(new Note { Text = "two" }, CancellationToken.None);
        await call.RequestStream.CompleteAsync();

        Assert.Equal("one two", (await call).Text);
    }

    [Fact]
    public async Task Both_streams_run_at_the_same_time()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript());

        using var call = server.Client().Both();
        foreach (var word in new[] { "ping", "pong" })
        {
            await call.RequestStream.WriteAsync(new Note { Text = word });
            Assert.True(await call.ResponseStream.MoveNext().Within("the echo before the request stream ends"));
            Assert.Equal(word, call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext().Within("the end of the stream"));
    }

    [Fact]
    public async Task The_handler_knows_method_host_and_peer()
    {
        var seen = new TaskCompletionSource<(string Method, string Host, string Peer)>();
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript
            {
                Unary = (note, context) =>
                {
                    seen.SetResult((context.Method, context.Host, context.Peer));
                    return Task.FromResult(note);
                },
            }
        );

        await server.Client().UnaryAsync(new Note());
        var (method, host, peer) = await seen.Task.Within("the handler runs");

        Assert.Equal("/probe.Probe/Unary", method);
        Assert.Equal(server.Address.Authority, host);
        Assert.StartsWith("ipv4:127.0.0.1:", peer, StringComparison.Ordinal);
    }
}
