using Grpc.Core;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

/// <summary>What application tests need to replace a client: calls made by hand, clients without a channel.</summary>
public sealed class FakeCallTests
{
    private static readonly Task<Metadata> Headers = Task.FromResult(new Metadata { { "h", "1" } });
    private static readonly Metadata Trailers = new() { { "t", "2" } };
    private int _disposed;

    [Fact]
    public async Task A_unary_call_can_be_made_by_hand()
    {
        using (
            var call = new AsyncUnaryCall<string>(Task.FromResult("answer"), Headers, Failed, () => Trailers, Dispose)
        )
        {
            Assert.Equal("answer", await call);
            Assert.Equal("answer", await call.ConfigureAwait(false));
            Assert.Equal("1", (await call.ResponseHeadersAsync).GetValue("h"));
            Assert.Equal(StatusCode.Aborted, call.GetStatus().StatusCode);
            Assert.Same(Trailers, call.GetTrailers());
            Assert.Equal(0, _disposed);
        }

        Assert.Equal(1, _disposed);
    }

    [Fact]
    public async Task Streaming_calls_can_be_made_by_hand()
    {
        var reader = new ListReader(["a", "b"]);
        using var down = new AsyncServerStreamingCall<string>(reader, Headers, Failed, () => Trailers, Dispose);
        using var up = new AsyncClientStreamingCall<string, string>(
            new NoWriter(),
            Task.FromResult("done"),
            Headers,
            Failed,
            () => Trailers,
            Dispose
        );
        using var both = new AsyncDuplexStreamingCall<string, string>(
            up.RequestStream,
            reader,
            Headers,
            Failed,
            () => Trailers,
            Dispose
        );

        Assert.Equal(["a", "b"], await down.ResponseStream.All());
        Assert.Equal("done", await up);
        Assert.Same(reader, both.ResponseStream);
        Assert.Same(up.RequestStream, both.RequestStream);
        Assert.Same(Trailers, both.GetTrailers());
    }

    [Fact]
    public async Task Callbacks_with_a_state_all_get_it()
    {
        var state = new object();
        var got = new List<object>();
        using (
            var call = new AsyncUnaryCall<string>(
                Task.FromResult(""),
                given =>
                {
                    got.Add(given);
                    return Headers;
                },
                given =>
                {
                    got.Add(given);
                    return default;
                },
                given =>
                {
                    got.Add(given);
                    return Trailers;
                },
                got.Add,
                state
            )
        )
        {
            await call.ResponseHeadersAsync;
            call.GetStatus();
            call.GetTrailers();
        }

        Assert.Equal([state, state, state, state], got);
    }

    [Fact]
    public async Task A_writer_that_cannot_cancel_says_so_when_asked_to()
    {
        using var cancellation = new CancellationTokenSource();
        IAsyncStreamWriter<string> writer = new NoWriter();

        await writer.WriteAsync("fine", CancellationToken.None);
        await Assert.ThrowsAsync<NotSupportedException>(() => writer.WriteAsync("not", cancellation.Token));
    }

    [Fact]
    public void A_client_without_a_channel_is_for_overriding()
    {
        var client = new OverriddenClient();

        Assert.Equal("overridden", client.Unary(new Note(), new CallOptions()).Text);
        Assert.Throws<NotImplementedException>(() => client.Down(new Note()));
    }

    [Fact]
    public void A_client_with_a_host_names_it_in_every_call()
    {
        var invoker = new RecordingInvoker();
        var client = new Probe.ProbeClient(invoker);

        Assert.Throws<RpcException>(() => client.Unary(new Note()));
        Assert.Throws<RpcException>(() => client.WithHost("elsewhere").Unary(new Note()));
        Assert.Throws<RpcException>(() => client.WithHost("elsewhere").Both());

        Assert.Equal([null, "elsewhere", "elsewhere"], invoker.Hosts);
    }

    private static Status Failed() => new(StatusCode.Aborted, "");

    private void Dispose() => _disposed++;

    private sealed class OverriddenClient : Probe.ProbeClient
    {
        public override Note Unary(Note request, CallOptions options) => new() { Text = "overridden" };
    }

    private sealed class NoWriter : IClientStreamWriter<string>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message) => Task.CompletedTask;

        public Task CompleteAsync() => Task.CompletedTask;
    }
}
