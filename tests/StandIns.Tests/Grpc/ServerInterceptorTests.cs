using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class ServerInterceptorTests
{
    private readonly ConcurrentQueue<string> _seen = [];

    [Fact]
    public async Task Every_kind_of_call_passes_the_chain_from_first_to_last()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript(), Chain("first", "second"));
        var client = server.Client();

        await client.UnaryAsync(new Note());
        using var down = client.Down(new Note());
        await down.ResponseStream.All();
        using var up = client.Up();
        await up.RequestStream.CompleteAsync();
        await up;
        using var both = client.Both();
        await both.RequestStream.CompleteAsync();
        await both.ResponseStream.All();

        string[] kinds = ["Unary", "ServerStreaming", "ClientStreaming", "DuplexStreaming"];
        Assert.Equal(kinds.SelectMany(kind => new[] { $"first {kind}", $"second {kind}" }), _seen);
    }

    [Fact]
    public async Task An_interceptor_that_passes_everything_changes_nothing()
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript(),
            options => options.Interceptors.Add<PassingInterceptor>()
        );

        using var down = server.Client().Down(new Note { Text = "one two" });

        Assert.Equal(["one", "two"], (await down.ResponseStream.All()).Select(note => note.Text));
    }

    [Fact]
    public async Task What_an_interceptor_leaves_in_the_user_state_the_handler_finds()
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript
            {
                Unary = (_, context) => Task.FromResult(new Note { Text = (string)context.UserState["caller"] }),
            },
            Chain("gatekeeper")
        );

        Assert.Equal("gatekeeper", (await server.Client().UnaryAsync(new Note())).Text);
    }

    [Fact]
    public async Task An_interceptor_can_refuse_a_call()
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript { Unary = (_, _) => throw new InvalidOperationException("The handler must not run.") },
            Chain("refuse")
        );

        var failure = await Awaited.FailureOf(async () => await server.Client().UnaryAsync(new Note()));

        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
    }

    private Action<global::Grpc.AspNetCore.Server.GrpcServiceOptions> Chain(params string[] names) =>
        options => Array.ForEach(names, name => options.Interceptors.Add<NamedInterceptor>(name, _seen));

    private sealed class PassingInterceptor : Interceptor;

    private sealed class NamedInterceptor(string name, ConcurrentQueue<string> seen) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request,
            ServerCallContext context,
            UnaryServerMethod<TRequest, TResponse> continuation
        ) => continuation(request, Mark(context, MethodType.Unary));

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation
        ) => continuation(requestStream, Mark(context, MethodType.ClientStreaming));

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation
        ) => continuation(request, responseStream, Mark(context, MethodType.ServerStreaming));

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation
        ) => continuation(requestStream, responseStream, Mark(context, MethodType.DuplexStreaming));

        private ServerCallContext Mark(ServerCallContext context, MethodType kind)
        {
            if (name == "refuse")
            {
                throw new RpcException(new Status(StatusCode.Unauthenticated, "no credential"));
            }

            seen.Enqueue($"{name} {kind}");
            context.UserState["caller"] = name;
            return context;
        }
    }
}
