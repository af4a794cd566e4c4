using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.OpenAi;

/// <summary>OpenAI's names of Ollama's options, and the defaults that differ there.</summary>
internal static class OpenAiOptions
{
    /// <param name="tokens">The field that limits the length of the answer.</param>
    public static JsonElement Read(JsonFields fields, string tokens)
    {
        var options = new JsonObject
        {
            ["temperature"] = fields.Number("temperature") ?? 1.0,
            ["top_p"] = fields.Number("top_p") ?? 1.0,
        };
        Set(options, "num_predict", fields.Integer(tokens));
        Set(options, "seed", fields.Integer("seed"));
        Set(options, "frequency_penalty", fields.Number("frequency_penalty"));
        Set(options, "presence_penalty", fields.Number("presence_penalty"));
        if (StopOf(fields) is { } stop)
        {
            options["stop"] = stop;
        }

        return JsonNodeText.ToElement(options);
    }

    /// <returns>"false", a level, or null when nothing is said.</returns>
    public static string? EffortOf(JsonFields fields, string effort)
    {
        switch (effort)
        {
            case "":
                return null;
            case "none":
                return "false";
            case "minimal":
                return "low";
            case "low" or "medium" or "high" or "max":
                return effort;
            case "xhigh" or "ultra":
                return "max";
            default:
                fields.Errors.Add(
                    WireError.Bad(
                        $"invalid reasoning value: '{effort}' (must be \"high\", \"medium\", \"low\", \"max\", or \"none\")"
                    )
                );
                return null;
        }
    }

    /// <summary>What json_object and json_schema ask for.</summary>
    public static JsonElement? FormatOf(JsonFields fields)
    {
        var format = fields.Object("response_format", "openai.ResponseFormat");
        return format?.Text("type").Trim().ToLowerInvariant() switch
        {
            "json_object" => GenerationFields.AnyJson,
            "json_schema" => format.Object("json_schema", "openai.JsonSchema")?.Any("schema"),
            _ => null,
        };
    }

    public static bool HasUsage(JsonFields fields) =>
        fields.Object("stream_options", "openai.StreamOptions")?.Flag("include_usage") is true;

    private static JsonArray? StopOf(JsonFields fields) =>
        fields.Any("stop") switch
        {
            { ValueKind: JsonValueKind.String } one => [(JsonNode?)fields.ReadText(one, "stop")],
            { ValueKind: JsonValueKind.Array } many =>
            [
                .. many.EnumerateArray()
                    .Where(item => item.ValueKind == JsonValueKind.String)
                    .Select(item => (JsonNode?)fields.ReadText(item, "stop")),
            ],
            _ => null,
        };

    private static void Set(JsonObject options, string name, double? value)
    {
        if (value is { } number)
        {
            options[name] = number;
        }
    }
}
