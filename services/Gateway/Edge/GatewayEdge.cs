using System.Diagnostics;
using Orchestrator.Gateway.Access;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Responses;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Edge;

/// <summary>
/// The outermost layer of the gateway's paths: who may come in, and that every error, even "no such path" or a fault
/// of ours, leaves in the caller's dialect. Other paths of the process pass through untouched.
/// </summary>
internal sealed partial class GatewayEdge(
    RequestDelegate next,
    HostAllowList hosts,
    RunningWork work,
    GatewayTelemetry telemetry,
    ILogger<GatewayEdge> logger
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
        try
        {
            if (EntryRefusal(context) is { } refusal)
            {
                await RefuseAsync(context, dialect, refusal);
                return;
            }

            await next(context);
            if (UnroutedPath.Error(context) is { } unrouted)
            {
                await RefuseAsync(context, dialect, unrouted);
            }
        }
        catch (SlowReaderException)
        {
            LogSlowReader(context.Response.Headers[RunHeaders.Run].ToString());
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client hung up; there is nobody to tell.
        }
        // The last line: whatever else went wrong, the client gets an error of its dialect and no stack trace.
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            await FailAsync(context, dialect, exception);
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

    private async Task FailAsync(HttpContext context, Dialect dialect, Exception exception)
    {
        var traceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        LogFault(exception, traceId);
        if (context.Response.HasStarted)
        {
            // The client must not take what it has for a whole answer.
            context.Abort();
            return;
        }

        context.Response.Clear();
        var error = new GatewayError(ErrorKind.Fault, $"Something went wrong here. The trace id is {traceId}.");
        await RefuseAsync(context, dialect, error);
    }

    private static Task RefuseAsync(HttpContext context, Dialect dialect, GatewayError error) =>
        ErrorResponse.WriteAsync(context, dialect, error, context.RequestAborted);

    [LoggerMessage(1401, LogLevel.Error, "A request failed for a reason that nothing expects, trace {TraceId}.")]
    private partial void LogFault(Exception exception, string traceId);

    [LoggerMessage(1402, LogLevel.Information, "Run {RunId}: the client took nothing for too long and was cut off.")]
    private partial void LogSlowReader(string runId);
}
