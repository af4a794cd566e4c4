using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>One part of a plan, as a model gave it. Pure.</summary>
/// <param name="DependsOn">Ids of other parts.</param>
internal sealed record DebatePart(string Id, string Instruction, IReadOnlyList<string> DependsOn)
{
    /// <summary>All parts of a position, and one more than are allowed, so that too many are seen.</summary>
    public static IReadOnlyList<DebatePart> All(JsonElement json, DebateOptions options) =>
        JsonFields.Field(json, "parts") is { ValueKind: JsonValueKind.Array } parts
            ? [.. parts.EnumerateArray().Take(options.MaxParts + 1).Select(part => Of(part, options))]
            : [];

    public string Shown() =>
        DependsOn.Count == 0 ? $"{Id}: {Instruction}" : $"{Id} (needs {string.Join(", ", DependsOn)}): {Instruction}";

    private static DebatePart Of(JsonElement part, DebateOptions options)
    {
        return new DebatePart(
            CutText.Id(JsonFields.Text(part, "id")),
            CutText.Middle(JsonFields.Text(part, "instruction"), options.MaxItemCharacters),
            [.. JsonFields.Texts(part, "depends_on", options.MaxListItems).Select(CutText.Id)]
        );
    }
}
