using System.Text.Json;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers;

/// <summary>Walks one schema. Depth and number of values are bounded, so that a schema that refers to itself ends.</summary>
internal sealed class SchemaWriter(JsonElement root, ISchemaFiller filler, SimulationRandom random, Utf8JsonWriter json)
{
    private const int DepthMax = 24;
    private const int ValuesMax = 2000;
    private const int OptionalDepthMax = 6;
    private const int ItemsMax = 16;
    private int _values;

    public void Write() => Value(root, 0);

    private void Value(JsonElement given, int depth)
    {
        var schema = SchemaShape.Resolve(root, given);
        if (depth > DepthMax || ++_values > ValuesMax || schema.ValueKind != JsonValueKind.Object)
        {
            json.WriteNullValue();
        }
        else if (schema.TryGetProperty("const", out var constant))
        {
            constant.WriteTo(json);
        }
        else if (schema.TryGetProperty("enum", out var values) && SchemaShape.Count(values) > 0)
        {
            values[random.Below(SchemaShape.Count(values))].WriteTo(json);
        }
        else
        {
            Typed(schema, depth);
        }
    }

    private void Typed(JsonElement schema, int depth)
    {
        switch (SchemaShape.TypeOf(schema))
        {
            case "object":
                Object(schema, depth);
                break;
            case "array":
                Array(schema, depth);
                break;
            case "integer":
            case "number":
                json.WriteNumberValue(SchemaNumbers.Choose(schema, filler.Number(), random));
                break;
            case "boolean":
                json.WriteBooleanValue(random.Below(2) == 0);
                break;
            case "null":
                json.WriteNullValue();
                break;
            default:
                json.WriteStringValue(SchemaStrings.Choose(schema, filler.Text(random)));
                break;
        }
    }

    private void Object(JsonElement schema, int depth)
    {
        json.WriteStartObject();
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (depth < OptionalDepthMax || IsRequired(schema, property.Name))
                {
                    json.WritePropertyName(property.Name);
                    Property(property, depth + 1);
                }
            }
        }

        json.WriteEndObject();
    }

    private void Property(JsonProperty property, int depth)
    {
        var schema = SchemaShape.Resolve(root, property.Value);
        var isDeclared =
            schema.ValueKind == JsonValueKind.Object
            && depth <= DepthMax
            && !schema.TryGetProperty("const", out _)
            && filler.Write(
                new SchemaProperty(
                    property.Name,
                    schema,
                    inner => SchemaShape.Resolve(root, inner),
                    inner => Value(inner, depth + 1),
                    json,
                    random
                )
            );
        if (!isDeclared)
        {
            Value(property.Value, depth);
        }
    }

    private void Array(JsonElement schema, int depth)
    {
        var least = Integer(schema, "minItems") ?? 0;
        var most = Integer(schema, "maxItems") ?? ItemsMax;
        var isDeep = depth >= OptionalDepthMax;
        var count = Math.Min(Math.Max(least, isDeep ? 0 : 1 + random.Below(2)), Math.Min(most, ItemsMax));
        json.WriteStartArray();
        for (var index = 0; index < count && schema.TryGetProperty("items", out var items); index++)
        {
            Value(items, depth + 1);
        }

        json.WriteEndArray();
    }

    private static bool IsRequired(JsonElement schema, string name) =>
        schema.TryGetProperty("required", out var required)
        && SchemaShape.Count(required) > 0
        && required.EnumerateArray().Any(item => item.ToString() == name);

    private static int? Integer(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
            ? number
            : null;
}
