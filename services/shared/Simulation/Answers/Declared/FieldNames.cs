using System.Collections.Immutable;
using System.Text.Json;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>Reads what a property is called and what its schema lists.</summary>
internal static class FieldNames
{
    private const int ValuesMax = 64;

    /// <summary>Whether <paramref name="name"/> is one of the names, in camelCase, snake_case or any other.</summary>
    public static bool Is(string name, params ReadOnlySpan<string> names)
    {
        var bare = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        foreach (var candidate in names)
        {
            if (bare.Equals(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The strings and numbers of an enum; empty without one.</summary>
    public static ImmutableArray<JsonElement> Enum(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("enum", out var values)
        && SchemaShape.Count(values) > 0
            ?
            [
                .. values
                    .EnumerateArray()
                    .Where(value => value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                    .Take(ValuesMax),
            ]
            : [];

    /// <summary>The schema under a keyword such as items, resolved.</summary>
    public static JsonElement Inner(SchemaProperty property, string keyword) =>
        property.Schema.TryGetProperty(keyword, out var inner) ? property.Resolve(inner) : default;

    /// <summary>Properties of an object schema; empty for anything else.</summary>
    public static IEnumerable<JsonProperty> Properties(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("properties", out var properties)
        && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject()
            : [];

    public static bool IsNumber(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && SchemaShape.TypeOf(schema) is "number" or "integer";
}
