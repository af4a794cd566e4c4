using System.Diagnostics;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Names the server's span after the route, not the path: paths hold ids. Also puts route and status on it, which the
/// server itself does not.
/// </summary>
internal sealed class ServerSpanMiddleware(RequestDelegate next)
{
    private const int FirstServerError = 500;

    // Set by the gRPC server, as a number.
    private const string GrpcStatusTag = "grpc.status_code";

    public async Task InvokeAsync(HttpContext context)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        // Without a listener there is an activity all the same, for its ids; it says "all data" but is not recorded.
        if (span is not { IsAllDataRequested: true, Recorded: true })
        {
            await next(context);
            return;
        }

        Name(span, context);
        try
        {
            await next(context);
            SetStatus(span, context.Response.StatusCode);
        }
        // Only to say it on the span; whoever answers for the request sees the exception too.
        catch (Exception exception)
        {
            span.SetTag("error.type", exception.GetType().FullName);
            SetStatus(span, FirstServerError);
            throw;
        }
    }

    private static void Name(Activity span, HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<GrpcMethodMetadata>() is { Method: var method })
        {
            span.DisplayName = $"{method.ServiceName}/{method.Name}";
            span.SetTag("rpc.system", "grpc");
            span.SetTag("rpc.service", method.ServiceName);
            span.SetTag("rpc.method", method.Name);
            return;
        }

        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        if (route is not null)
        {
            span.SetTag("http.route", route);
        }
    }

    // A caller's mistake (not found, invalid, refused) is no error of this span.
    private static bool IsFaultOfServer(string? grpcStatus) =>
        Enum.TryParse<StatusCode>(grpcStatus, out var status)
        && status
            is StatusCode.Unknown
                or StatusCode.DeadlineExceeded
                or StatusCode.Unimplemented
                or StatusCode.Internal
                or StatusCode.Unavailable
                or StatusCode.DataLoss;

    private static void SetStatus(Activity span, int status)
    {
        span.SetTag("http.response.status_code", status);
        if (status >= FirstServerError || IsFaultOfServer(span.GetTagItem(GrpcStatusTag) as string))
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
