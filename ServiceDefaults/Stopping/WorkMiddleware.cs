using System.Globalization;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Orchestrator.ServiceDefaults;

/// <summary>Counts requests and calls; refuses new ones while the process stops.</summary>
internal sealed class WorkMiddleware(RequestDelegate next, RunningWork work, OwnCalls process)
{
    private const string RetryAfterSeconds = "1";

    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null || endpoint.Metadata.GetMetadata<AlwaysAnswered>() is not null)
        {
            await next(context);
            return;
        }

        var isGrpc = endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is not null;
        if (work.IsStopping && !IsPartOfRunningWork(context))
        {
            await RefuseAsync(context, isGrpc);
            return;
        }

        if (isGrpc)
        {
            LeaveSizeToGrpc(context);
        }

        using var running = work.Begin();
        using var abort = work.Aborting.UnsafeRegister(static state => ((HttpContext)state!).Abort(), context);
        await next(context);
    }

    // What already runs may still need calls to this very process; a call from elsewhere is new work.
    private bool IsPartOfRunningWork(HttpContext context) =>
        work.Count > 0 && context.Request.Headers[OwnCalls.HeaderName] == process.ProcessId;

    // Kestrel's own limit (30 MB for a body) would cut a message that gRPC's limit allows.
    private static void LeaveSizeToGrpc(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = null;
        }
    }

    private static Task RefuseAsync(HttpContext context, bool isGrpc)
    {
        var response = context.Response;
        if (isGrpc)
        {
            // A status without any message: gRPC carries it in the headers.
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = ((int)StatusCode.Unavailable).ToString(CultureInfo.InvariantCulture);
            response.Headers["grpc-message"] = "The service is stopping.";
            return Task.CompletedTask;
        }

        response.Headers.RetryAfter = RetryAfterSeconds;
        response.Headers.Connection = "close";
        return Results
            .Problem("The service is stopping.", statusCode: StatusCodes.Status503ServiceUnavailable)
            .ExecuteAsync(context);
    }
}
