using Orchestrator.Gateway.Access;
using Orchestrator.Gateway.Errors;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Edge;

/// <summary>
/// The outermost layer of the gateway's paths: who may come in, and that even "no such path" leaves in the caller's
/// dialect. Other paths of the process pass through untouched.
/// </summary>
internal sealed class GatewayEdge(
    RequestDelegate next,
    HostAllowList hosts,
    RunningWork work,
    GatewayTelemetry telemetry
)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // HTTP/2 is the internal gRPC endpoint.
        if (Dialect.Of(context.Request.Path) is not { } dialect || HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            await next(context);
            return;
        }

        try
        {
            await AnswerAsync(context, dialect);
        }
        finally
        {
            telemetry.Request(dialect.Name, context.Response.StatusCode);
        }
    }

    private async Task AnswerAsync(HttpContext context, Dialect dialect)
    {
        var error = EntryRefusal(context);
        if (error is null)
        {
            await next(context);
            error = UnroutedPath.Error(context);
        }

        if (error is not null)
        {
            await ErrorResponse.WriteAsync(context, dialect, error, context.RequestAborted);
        }
    }

    private GatewayError? EntryRefusal(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        return hosts.Check(context.Request.Host.Host, origin.Length == 0 ? null : origin)
            ?? (
                work.IsStopping
                    ? new GatewayError(ErrorKind.Stopping, "This gateway is being stopped.") { Cause = "stopping" }
                    : null
            );
    }
}
