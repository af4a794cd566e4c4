using System.Collections.Immutable;
using System.Text.Json;

namespace Orchestrator.Simulation.Answers.Declared;

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

    // The first of the names that there is: a part with a title and a description is told by its title.
    private static string? Name(ImmutableArray<JsonProperty> fields, params string[] names) =>
        names
            .SelectMany(name => fields.Select(field => field.Name).Where(field => FieldNames.Is(field, name)))
            .FirstOrDefault();
}
