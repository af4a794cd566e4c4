using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>A plan of two to five parts without cycles: a part depends on earlier ones only.</summary>
internal sealed class PlanField(BankPrompt prompt, string text) : IDeclaredField
{
    public bool Write(SchemaProperty property)
    {
        if (
            !FieldNames.Is(property.Name, "steps", "tasks", "subtasks", "subquestions", "parts", "plan", "questions")
            || SchemaShape.TypeOf(property.Schema) != "array"
            || PartSchema.Of(FieldNames.Inner(property, "items")) is not { } schema
        )
        {
            return false;
        }

        var parts = PlanParts.Of(prompt, text);
        property.Json.WriteStartArray();
        for (var at = 0; at < Count(property, parts.Length); at++)
        {
            WritePart(property, schema, at, parts[Math.Min(at, parts.Length - 1)]);
        }

        property.Json.WriteEndArray();
        return true;
    }

    // Ids are given as 1, 2, 3: as numbers, or as texts when the schema wants texts.
    private static void WritePart(SchemaProperty property, PartSchema schema, int at, string text)
    {
        property.Json.WriteStartObject();
        foreach (var field in schema.Fields)
        {
            property.Json.WritePropertyName(field.Name);
            if (field.Name == schema.Id)
            {
                WriteId(property, field.Value, at);
            }
            else if (field.Name == schema.Text)
            {
                property.Json.WriteStringValue(SchemaStrings.Choose(property.Resolve(field.Value), text));
            }
            else if (field.Name == schema.DependsOn)
            {
                WriteDependencies(property, field.Value, at);
            }
            else
            {
                property.WriteAny(field.Value);
            }
        }

        property.Json.WriteEndObject();
    }

    // A chain, a fan or something between them: each part needs some of the parts before it.
    private static void WriteDependencies(SchemaProperty property, JsonElement schema, int at)
    {
        var inner = property.Resolve(schema);
        var items = inner.TryGetProperty("items", out var each) ? each : default;
        property.Json.WriteStartArray();
        foreach (var earlier in Enumerable.Range(0, at).Where(_ => property.Random.Below(2) == 0).ToArray())
        {
            WriteId(property, items, earlier);
        }

        property.Json.WriteEndArray();
    }

    private static void WriteId(SchemaProperty property, JsonElement schema, int at)
    {
        var inner = property.Resolve(schema);
        if (inner.ValueKind == JsonValueKind.Object && FieldNames.IsNumber(inner))
        {
            property.Json.WriteNumberValue(at + 1);
        }
        else
        {
            property.Json.WriteStringValue(FormattableString.Invariant($"{at + 1}"));
        }
    }

    private static int Count(SchemaProperty property, int parts)
    {
        var least = Limit(property, "minItems", PlanParts.CountMin);
        var most = Limit(property, "maxItems", Math.Max(least, PlanParts.CountMax));
        return Math.Min(Math.Max(parts, least), most);
    }

    private static int Limit(SchemaProperty property, string name, int usual) =>
        property.Schema.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
            ? Math.Clamp(number, 0, 16)
            : usual;
}

/// <summary>Which fields of a part are its id, its text and the parts that it waits for.</summary>
internal sealed record PartSchema(ImmutableArray<JsonProperty> Fields, string Id, string Text, string? DependsOn)
{
    /// <returns>Null when a part has no id or no text.</returns>
    public static PartSchema? Of(JsonElement schema)
    {
        ImmutableArray<JsonProperty> fields = [.. FieldNames.Properties(schema)];
        var id = Name(fields, "id", "key", "number", "step");
        var text = Name(fields, "question", "title", "task", "instruction", "prompt", "description", "name", "text");
        var dependsOn = Name(fields, "dependsOn", "dependencies", "needs", "requires", "after");
        return id is null || text is null ? null : new PartSchema(fields, id, text, dependsOn);
    }

    private static string? Name(ImmutableArray<JsonProperty> fields, params string[] names) =>
        names
            .Select(name => fields.FirstOrDefault(field => FieldNames.Is(field.Name, name)))
            .FirstOrDefault(field => field.Value.ValueKind != JsonValueKind.Undefined)
            .Name;
}
