using System.Text.Json;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Responses;

namespace Orchestrator.Gateway.Native;

/// <summary>How a run of several steps stands, or what came of it.</summary>
internal sealed class RunsEndpoints(RunReading runs)
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapOnly(
            "/api/runs/{id}",
            [HttpMethods.Get],
            (HttpContext context, RunsEndpoints endpoints, string id) => endpoints.HandleAsync(context, id)
        );

    private async Task HandleAsync(HttpContext context, string id)
    {
        var (run, error) = await runs.ReadAsync(id, context.RequestAborted);
        if (run is null)
        {
            // Not null: without a run there is an error.
            await ErrorResponse.WriteAsync(context, Dialect.Native, error!, context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.WriterOptions);
        RunViewJson.Write(json, run);
    }
}
