using System.Diagnostics;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Responses;

namespace Orchestrator.Gateway.Edge;

/// <summary>
/// The last line of the gateway's paths: whatever goes wrong below, the client gets an error of its dialect and no
/// stack trace. Innermost, so that no net of the process sees the fault first.
/// </summary>
internal sealed partial class DialectFaults(RequestDelegate next, ILogger<DialectFaults> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (Dialect.Of(context.Request.Path) is not { } dialect)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (SlowReaderException)
        {
            LogSlowReader(context.Response.Headers[RunHeaders.Run].ToString());
            context.Abort();
        }
        // The client hung up; there is nobody to tell, and what failed because of it is no fault.
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        // Nobody expects what arrives here, so it can be anything.
        catch (Exception exception)
        {
            await FailAsync(context, dialect, exception);
        }
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
        await ErrorResponse.WriteAsync(context, dialect, error, context.RequestAborted);
    }

    [LoggerMessage(1401, LogLevel.Error, "A request failed for a reason that nothing expects, trace {TraceId}.")]
    private partial void LogFault(Exception exception, string traceId);

    [LoggerMessage(1402, LogLevel.Information, "Run {RunId}: the client took nothing for too long and was cut off.")]
    private partial void LogSlowReader(string runId);
}
