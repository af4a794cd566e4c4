using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// The last net under HTTP endpoints: a neutral problem with the trace id, logged once, in every environment. Never a stack
/// trace, which .NET would send in Development.
/// </summary>
internal static class NeutralErrors
{
    private const int FirstServerError = 500;

    public static void UseNeutralErrors(this IApplicationBuilder app) =>
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = StatusOf,
                // A caller's mistake is answered, not logged as ours.
                SuppressDiagnosticsCallback = context => StatusOf(context.Exception) < FirstServerError,
                ExceptionHandler = AnswerAsync,
            }
        );

    private static int StatusOf(Exception exception) =>
        exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    private static Task AnswerAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var title = status < FirstServerError ? "The request is not valid." : "Something went wrong in the service.";
        var trace = new KeyValuePair<string, object?>("trace", Activity.Current?.TraceId.ToHexString());
        return Results.Problem(title: title, statusCode: status, extensions: [trace]).ExecuteAsync(context);
    }
}
