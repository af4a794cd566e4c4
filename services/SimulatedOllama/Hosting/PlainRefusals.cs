using System.Net;

namespace Orchestrator.SimulatedOllama.Hosting;

/// <summary>What Ollama answers before any endpoint is asked: unknown paths, wrong verbs, foreign Host headers.</summary>
internal static class PlainRefusals
{
    /// <summary>On every response, so that no client can mistake the source.</summary>
    public const string Label = "X-Orchestrator-Simulated";

    public static void UsePlainRefusals(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                context.Response.Headers[Label] = "true";
                if (IsLoopback(context) && !HostHeader.IsAllowed(context.Request.Host.Host))
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return;
                }

                await next(context);
                await ExplainAsync(context);
            }
        );

    private static bool IsLoopback(HttpContext context) =>
        context.Connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address);

    private static async Task ExplainAsync(HttpContext context)
    {
        var text = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => "404 page not found",
            StatusCodes.Status405MethodNotAllowed => "405 method not allowed",
            _ => null,
        };
        if (text is not null && !context.Response.HasStarted)
        {
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync(text, context.RequestAborted);
        }
    }
}
