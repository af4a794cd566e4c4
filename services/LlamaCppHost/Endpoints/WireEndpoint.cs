using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Endpoints;

/// <summary>Turns whatever goes wrong in a request into an error in Ollama's form.</summary>
internal static partial class WireEndpoint
{
    public static void MapWire(this WebApplication app, string method, string path, RequestDelegate handle)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Orchestrator.LlamaCppHost.Calls");
        app.MapMethods(path, [method], context => RunAsync(context, handle, logger));
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate handle, ILogger logger)
    {
        try
        {
            await handle(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (WireException exception)
        {
            await TellAsync(context, exception.Error);
        }
        catch (LlamaException exception)
        {
            LogFailed(logger, exception.Fault, exception.Message);
            await TellAsync(context, OfLlama(exception));
        }
        // A mistake of ours: logged with its place, told without it.
        catch (Exception exception)
        {
            LogUnexpected(logger, exception);
            await TellAsync(context, WireError.Failed("llama.cpp host: unexpected error, see its log"));
        }
    }

    private static WireError OfLlama(LlamaException exception) =>
        exception.Fault == LlamaFault.InputTooLong
            ? WireError.Bad(exception.Message)
            : WireError.Failed(exception.Message);

    // Once the answer has begun, the status is gone and the error is its last line.
    private static Task TellAsync(HttpContext context, WireError error) =>
        context.RequestAborted.IsCancellationRequested ? Task.CompletedTask
        : context.Response.HasStarted
            ? WireExchange.LineAsync(context, new ErrorResponse(error.Message), context.RequestAborted)
        : WireExchange.ErrorAsync(context, error);

    [LoggerMessage(3731, LogLevel.Warning, "A call failed ({Fault}): {Reason}")]
    private static partial void LogFailed(ILogger logger, LlamaFault fault, string reason);

    [LoggerMessage(3732, LogLevel.Error, "A call failed unexpectedly.")]
    private static partial void LogUnexpected(ILogger logger, Exception exception);
}
