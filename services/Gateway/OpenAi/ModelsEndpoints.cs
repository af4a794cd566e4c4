using System.Text.Json;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Fleet;

namespace Orchestrator.Gateway.OpenAi;

internal static class ModelsEndpoints
{
    public static void MapOpenAiModels(this IEndpointRouteBuilder app)
    {
        app.MapOnly(
            "/v1/models",
            [HttpMethods.Get],
            (HttpContext context, FleetEndpoint fleet) => fleet.HandleAsync(context, Dialect.OpenAi, WriteList)
        );
        // A name may have slashes: hf.co/someone/model:tag.
        app.MapOnly(
            "/v1/models/{**id}",
            [HttpMethods.Get],
            (HttpContext context, FleetEndpoint fleet, string id) =>
                fleet.HandleAsync(context, Dialect.OpenAi, (models, json) => WriteOne(models, json, id))
        );
    }

    private static GatewayError? WriteList(FleetResponse fleet, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in ListedModels.Of(fleet))
        {
            WriteModel(json, model);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return null;
    }

    private static GatewayError? WriteOne(FleetResponse fleet, Utf8JsonWriter json, string id)
    {
        var name = Uri.UnescapeDataString(id);
        if (ListedModels.Of(fleet).FirstOrDefault(model => model.IsNamed(name)) is not { } found)
        {
            return new GatewayError(ErrorKind.UnknownModel, $"The model '{name}' does not exist.") { Model = name };
        }

        WriteModel(json, found);
        return null;
    }

    private static void WriteModel(Utf8JsonWriter json, ListedModel model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Name);
        json.WriteString("object", "model");
        // The fleet does not know when a model was made; the field is required.
        json.WriteNumber("created", 0);
        json.WriteString("owned_by", model.Owner);
        json.WriteEndObject();
    }
}
