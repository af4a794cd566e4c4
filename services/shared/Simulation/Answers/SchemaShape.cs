using System.Text.Json;

namespace Orchestrator.Simulation.Answers;

/// <summary>Which type of value a schema asks for, through references and alternatives.</summary>
internal static class SchemaShape
{
    private const int ReferencesMax = 24;

    /// <summary>Follows $ref, and takes the first of anyOf, oneOf and allOf.</summary>
    public static JsonElement Resolve(JsonElement root, JsonElement schema)
    {
        for (var step = 0; step < ReferencesMax && schema.ValueKind == JsonValueKind.Object; step++)
        {
            if (schema.TryGetProperty("$ref", out var reference) && Target(root, reference) is { } target)
            {
                schema = target;
            }
            else if (Alternative(schema) is { } first)
            {
                schema = first;
            }
            else
            {
                break;
            }
        }

        return schema;
    }

    private static JsonElement? Target(JsonElement root, JsonElement reference)
    {
        var at = root;
        foreach (var part in reference.ToString().TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
            {
                return null;
            }
        }

        return at;
    }

    private static JsonElement? Alternative(JsonElement schema)
    {
        foreach (var name in (ReadOnlySpan<string>)["anyOf", "oneOf", "allOf"])
        {
            if (schema.TryGetProperty(name, out var choices) && Count(choices) > 0)
            {
                return choices[0];
            }
        }

        return null;
    }

    public static string? TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            return Count(type) > 0 ? type[0].ToString() : type.ToString();
        }

        return schema.TryGetProperty("properties", out _) ? "object"
            : schema.TryGetProperty("items", out _) ? "array"
            : null;
    }

    /// <returns>0 for what is no array.</returns>
    public static int Count(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : 0;
}
