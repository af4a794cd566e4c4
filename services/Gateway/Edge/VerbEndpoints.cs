using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.Gateway.Edge;

/// <summary>Maps a path together with its answer to all other methods.</summary>
internal static class VerbEndpoints
{
    /// <summary>
    /// Routing alone would say 404: gRPC's own catch-all for unknown services takes any path of two segments first and
    /// then finds that it is not meant.
    /// </summary>
    public static void MapOnly(
        this IEndpointRouteBuilder app,
        [StringSyntax("Route")] string pattern,
        string[] methods,
        Delegate handler
    )
    {
        app.MapMethods(pattern, methods, handler);
        var allowed = string.Join(", ", methods);
        app.Map(
            pattern,
            context =>
            {
                context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                context.Response.Headers.Allow = allowed;
                return Task.CompletedTask;
            }
        );
    }
}
