using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.OpenAi;

/// <summary>What the answer has to look like.</summary>
internal static class ResponseFormatMapping
{
    /// <returns>Null for plain text.</returns>
    public static ResponseFormat? ToFormat(ResponseFormatWire? format, FieldProblems problems)
    {
        switch (format?.Type)
        {
            case null when format is null:
            case "text":
                return null;
            case "json_object":
                return new ResponseFormat { Json = true };
            case "json_schema":
                return Schema(format.JsonSchema?.Schema, problems);
            default:
                problems.Add("response_format.type", "must be text, json_object or json_schema");
                return null;
        }
    }

    private static ResponseFormat? Schema(JsonElement? schema, FieldProblems problems)
    {
        if (schema is { ValueKind: JsonValueKind.Object } given)
        {
            return new ResponseFormat { JsonSchema = given.GetRawText() };
        }

        problems.Add("response_format.json_schema.schema", "must be a JSON Schema object");
        return null;
    }
}
