using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace Orchestrator.ServiceDefaults;

/// <summary>Turns what a handler throws into one status. A peer never sees a stack trace or an internal message.</summary>
internal sealed partial class StatusInterceptor(TimeProvider clock, ILogger<StatusInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            return await continuation(request, context);
        }
        // Everything becomes a status here, by one table; the original was logged if somebody must look.
        catch (Exception exception) when (exception is not RpcException)
        {
            throw AsStatus(exception, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            return await continuation(requestStream, context);
        }
        // As above.
        catch (Exception exception) when (exception is not RpcException)
        {
            throw AsStatus(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        // As above.
        catch (Exception exception) when (exception is not RpcException)
        {
            throw AsStatus(exception, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        // As above.
        catch (Exception exception) when (exception is not RpcException)
        {
            throw AsStatus(exception, context);
        }
    }

    private RpcException AsStatus(Exception exception, ServerCallContext context)
    {
        // gRPC states its deadlines in the time of the machine, and so do its servers.
        var isLate = context.Deadline <= clock.GetUtcNow().UtcDateTime;
        var isGone = context.CancellationToken.IsCancellationRequested;
        var status = ErrorStatus.Of(exception, isGone, isLate, Activity.Current?.TraceId.ToHexString());
        if (status.StatusCode == StatusCode.Internal)
        {
            LogFailed(exception, context.Method);
        }

        return new RpcException(status);
    }

    [LoggerMessage(901, LogLevel.Error, "The gRPC call {Method} failed.")]
    private partial void LogFailed(Exception exception, string method);
}
