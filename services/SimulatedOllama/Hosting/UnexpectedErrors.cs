using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Hosting;

/// <summary>A mistake of ours is logged as an error, and told in the words of the API that was asked: a client must never see an empty 500.</summary>
internal static class UnexpectedErrors
{
    public static WireError Error { get; } = WireError.Failed("simulated host: unexpected error, see its log");

    public static void UseUnexpectedErrors(this WebApplication app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = TellAsync });

    public static Task TellAsync(HttpContext context)
    {
        // The label was wiped together with the other headers.
        context.Response.Headers[PlainRefusals.Label] = "true";
        return WireDialect.OfPath(context.Request.Path).WriteAsync(context, Error);
    }
}
