using System.Text.Json;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Fleet;

namespace Orchestrator.Gateway.Ollama;

internal static class TagsEndpoints
{
    /// <summary>A virtual model has no content and so no hash; clients cut this text, so it has the length of one.</summary>
    private static readonly string _noDigest = new('0', 64);

    public static void MapOllamaTags(this IEndpointRouteBuilder app) =>
        app.MapOnly(
            "/api/tags",
            [HttpMethods.Get],
            (HttpContext context, FleetEndpoint fleet) => fleet.HandleAsync(context, Dialect.Ollama, WriteList)
        );

    private static GatewayError? WriteList(FleetResponse fleet, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("models");
        foreach (var model in ListedModels.Of(fleet))
        {
            WriteModel(json, model);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return null;
    }

    private static void WriteModel(Utf8JsonWriter json, ListedModel model)
    {
        // Ollama's lists always show a tag.
        var name = model.Name.Contains(':', StringComparison.Ordinal) ? model.Name : $"{model.Name}:latest";
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("model", name);
        // The fleet does not know; the field is required and has to be a date.
        json.WriteString("modified_at", "1970-01-01T00:00:00Z");
        json.WriteNumber("size", model.Real?.SizeBytes ?? 0);
        json.WriteString("digest", Digest(model.Real?.Digest));
        WriteDetails(json, model.Real);
        json.WriteStartArray("capabilities");
        foreach (var capability in model.Real?.Capabilities ?? VirtualModels.Capabilities(model.Name))
        {
            json.WriteStringValue(capability);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, FleetModel? real)
    {
        var family = real?.Family ?? "orchestrator";
        json.WriteStartObject("details");
        json.WriteString("parent_model", "");
        json.WriteString("format", real is null ? "" : "gguf");
        json.WriteString("family", family);
        json.WriteStartArray("families");
        json.WriteStringValue(family);
        json.WriteEndArray();
        json.WriteString("parameter_size", real?.ParameterSize ?? "");
        json.WriteString("quantization_level", real?.Quantization ?? "");
        if (real is { ContextTokens: > 0 })
        {
            json.WriteNumber("context_length", real.ContextTokens);
        }

        json.WriteEndObject();
    }

    private static string Digest(string? digest)
    {
        const string Prefix = "sha256:";
        return string.IsNullOrEmpty(digest) ? _noDigest
            : digest.StartsWith(Prefix, StringComparison.Ordinal) ? digest[Prefix.Length..]
            : digest;
    }
}
