using Microsoft.AspNetCore.Http;

namespace Orchestrator.ServiceDefaults;

/// <summary>Answers 404 on the gRPC endpoint for what belongs to the HTTP endpoint.</summary>
internal sealed class HttpOnlyMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpEndpointOnly.Hides(context))
        {
            return next(context);
        }

        context.SetEndpoint(endpoint: null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
