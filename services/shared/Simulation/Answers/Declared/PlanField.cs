using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>A plan of two to five parts without cycles: a part depends on earlier ones only.</summary>
internal sealed class PlanField(BankPrompt prompt, string text) : IDeclaredField
{
    /// <summary>Characters of the prompt that a plan is made from.</summary>
    private const int TextMax = 16_384;

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

        var parts = PlanParts.Of(prompt, text[..Math.Min(text.Length, TextMax)]);
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
                WriteText(property, property.Resolve(field.Value), text);
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

    private static void WriteText(SchemaProperty property, JsonElement schema, string text) =>
        property.Json.WriteStringValue(
            schema.ValueKind == JsonValueKind.Object ? SchemaStrings.Choose(schema, text) : text
        );

    // A chain, a fan or something between them: each part needs some of the parts before it.
    private static void WriteDependencies(SchemaProperty property, JsonElement schema, int at)
    {
        var inner = property.Resolve(schema);
        var items =
            inner.ValueKind == JsonValueKind.Object && inner.TryGetProperty("items", out var each) ? each : default;
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
