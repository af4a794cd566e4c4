using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>
/// Reads a plan as models write it: the names that they give to its fields differ, ids are texts or numbers, and a list of one is often
/// written without its brackets. Pure.
/// </summary>
internal static class PlanFields
{
    /// <summary>Entries of one part's "depends_on" that are read; more than a plan can have parts is wrong anyway.</summary>
    private const int NeedsMax = 64;

    private static readonly string[] _list =
    [
        "subquestions",
        "steps",
        "parts",
        "tasks",
        "subtasks",
        "questions",
        "plan",
    ];
    private static readonly string[] _id = ["id", "key", "number", "step"];
    private static readonly string[] _question =
    [
        "question",
        "task",
        "title",
        "instruction",
        "prompt",
        "description",
        "text",
    ];
    private static readonly string[] _needs = ["dependson", "dependencies", "needs", "requires", "after"];

    /// <returns>The array of parts, in the object or one object further in; null for none.</returns>
    public static JsonElement? List(JsonElement answer)
    {
        var found = Find(answer, _list);
        return found switch
        {
            { ValueKind: JsonValueKind.Array } => found,
            { ValueKind: JsonValueKind.Object } inner
                when Find(inner, _list) is { ValueKind: JsonValueKind.Array } list => list,
            _ => null,
        };
    }

    public static DraftPart Part(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object
            ? new DraftPart(Id(Find(part, _id)), Text(Find(part, _question)), Needs(Find(part, _needs)))
            : new DraftPart("", "", []);

    private static List<string> Needs(JsonElement? field)
    {
        if (field is not { ValueKind: JsonValueKind.Array } list)
        {
            return Id(field) is { Length: > 0 } only ? [only] : [];
        }

        return [.. list.EnumerateArray().Take(NeedsMax).Select(entry => Id(entry)).Where(need => need.Length > 0)];
    }

    private static string Id(JsonElement? field) => CutText.Id(Text(field));

    private static string Text(JsonElement? field) =>
        field switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()?.Trim() ?? "",
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => "",
        };

    /// <summary>The first of the names that there is: a part with a question and a title is told by its question.</summary>
    private static JsonElement? Find(JsonElement from, string[] names)
    {
        foreach (var name in names)
        {
            foreach (var property in from.EnumerateObject())
            {
                if (Bare(property.Name).Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return property.Value;
                }
            }
        }

        return null;
    }

    private static string Bare(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}

/// <summary>What a planner has written of one part, before anybody has looked at it.</summary>
internal sealed record DraftPart(string Id, string Question, IReadOnlyList<string> DependsOn);
