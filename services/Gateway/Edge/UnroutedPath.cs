using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Edge;

/// <summary>Routing answers "no such path" and "wrong method" with a bare status; the words are the dialect's.</summary>
internal static class UnroutedPath
{
    private const int ShownChars = 200;

    /// <returns>Null when the response is no bare routing error.</returns>
    public static GatewayError? Error(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted || response.ContentType is not null)
        {
            return null;
        }

        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new GatewayError(
                ErrorKind.UnknownPath,
                $"There is nothing at {Shown(context.Request)}."
            ),
            StatusCodes.Status405MethodNotAllowed => new GatewayError(
                ErrorKind.WrongVerb,
                $"{context.Request.Path} takes {response.Headers.Allow}, not {context.Request.Method}."
            ),
            _ => null,
        };
    }

    private static string Shown(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        return path.Length <= ShownChars ? $"{request.Method} {path}" : $"{request.Method} {path[..ShownChars]}…";
    }
}
