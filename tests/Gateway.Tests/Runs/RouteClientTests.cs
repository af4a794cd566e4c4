using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement;
using Orchestrator.Placement.Routing;

namespace Orchestrator.Gateway.Tests.Runs;

public sealed class RouteClientTests
{
    [Fact]
    public async Task A_caller_that_left_is_a_cancellation_and_no_failure_of_the_router()
    {
        using var hangUp = new CancellationTokenSource();
        var client = Client(new FailingInvoker(StatusCode.Cancelled, hangUp.Cancel));

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.FleetAsync(hangUp.Token));
    }

    [Fact]
    public async Task A_router_that_fails_is_an_error_for_the_client()
    {
        var client = Client(new FailingInvoker(StatusCode.Unavailable, () => { }));

        var (fleet, error) = await client.FleetAsync(CancellationToken.None);

        Assert.Null(fleet);
        Assert.Equal("router_unavailable", error?.Cause);
    }

    private static RouteClient Client(CallInvoker invoker) =>
        new(new Router.RouterClient(invoker), Options.Create(new PlacementLimits()), NullLogger<RouteClient>.Instance);

    /// <summary>The far end of every call: something happens, then the call fails as gRPC's own do.</summary>
    private sealed class FailingInvoker(StatusCode status, Action before) : CallInvoker
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options,
            TRequest request
        )
        {
            before();
            var failure = new RpcException(new Status(status, "fake"));
            return new AsyncUnaryCall<TResponse>(
                Task.FromException<TResponse>(failure),
                Task.FromResult(new Metadata()),
                () => failure.Status,
                () => [],
                () => { }
            );
        }

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options,
            TRequest request
        ) => throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options,
            TRequest request
        ) => throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options
        ) => throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options
        ) => throw new NotSupportedException();
    }
}
