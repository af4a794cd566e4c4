using Grpc.Core;

namespace Orchestrator.StandIns.Tests.Grpc;

/// <summary>Notes which host each call named; it has no server behind it.</summary>
internal sealed class RecordingInvoker : CallInvoker
{
    public List<string?> Hosts { get; } = [];

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => throw NoServer(host);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => throw NoServer(host);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => throw NoServer(host);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    ) => throw NoServer(host);

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    ) => throw NoServer(host);

    private RpcException NoServer(string? host)
    {
        Hosts.Add(host);
        return new RpcException(new Status(StatusCode.Unavailable, "nobody there"));
    }
}
