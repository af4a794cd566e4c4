using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Registry;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.OpenAi;

internal static class OpenAiModels
{
    private static readonly string[] _read = [HttpMethods.Get];

    public static void MapOpenAiModels(this WebApplication app)
    {
        var models = app.Services.GetRequiredService<ModelStore>();
        app.MapMethods("/v1/models", _read, context => WireWriter.OkAsync(context, List(models)));
        app.MapMethods("/v1/models/{**model}", _read, context => OneAsync(context, models));
    }

    private static JsonObject List(ModelStore models)
    {
        var newestFirst = models.All.Values.OrderByDescending(stored => stored.ModifiedAt);
        return new JsonObject
        {
            ["object"] = "list",
            // Go writes an empty list that was never begun as null.
            ["data"] = models.All.IsEmpty
                ? null
                : new JsonArray([.. newestFirst.Select(stored => (JsonNode)Model(stored, stored.Model.Name))]),
        };
    }

    private static Task OneAsync(HttpContext context, ModelStore models)
    {
        var name = context.Request.RouteValues["model"] as string ?? "";
        return models.Find(name) is { } stored
            ? WireWriter.OkAsync(context, Model(stored, name))
            : WireDialect.OpenAi.WriteAsync(context, WireError.NotFound(name));
    }

    private static JsonObject Model(StoredModel stored, string id) =>
        new()
        {
            ["id"] = id,
            ["object"] = "model",
            ["created"] = stored.ModifiedAt.ToUnixTimeSeconds(),
            ["owned_by"] = OwnerOf(stored.Model.Name),
        };

    private static string OwnerOf(string name) =>
        name.LastIndexOf('/') is var slash and > 0 ? name[..slash].Split('/')[^1] : "library";
}
