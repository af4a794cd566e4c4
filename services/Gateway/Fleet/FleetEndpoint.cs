using System.Text.Json;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Responses;
using Orchestrator.Placement.Routing;

namespace Orchestrator.Gateway.Fleet;

/// <summary>Lists of models: asked from a router, written in the caller's dialect.</summary>
internal sealed class FleetEndpoint(RouteClient router)
{
    /// <param name="form">Writes the whole list, or returns an error when what was asked for is not in it.</param>
    public async Task HandleAsync(
        HttpContext context,
        Dialect dialect,
        Func<FleetResponse, Utf8JsonWriter, GatewayError?> form
    )
    {
        var (fleet, refusal) = await router.FleetAsync(context.RequestAborted);
        var error = refusal?.ToGateway();
        if (fleet is not null)
        {
            await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.WriterOptions);
            error = form(fleet, json);
            context.Response.ContentType = "application/json; charset=utf-8";
        }

        if (error is not null)
        {
            await ErrorResponse.WriteAsync(context, dialect, error, context.RequestAborted);
        }
    }
}
