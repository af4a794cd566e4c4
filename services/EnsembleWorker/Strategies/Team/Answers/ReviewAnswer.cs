using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Answers;

/// <summary>A reviewer's answer: its format, and what it says. Pure.</summary>
internal static class ReviewAnswer
{
    public const string Schema = """
        {
          "type": "object",
          "properties": {
            "verdict": { "type": "string", "enum": ["approve", "revise"] },
            "problems": { "type": "array", "items": { "type": "string" } }
          },
          "required": ["verdict", "problems"]
        }
        """;

    public static Review Read(string text, TeamOptions limits)
    {
        if (ModelJson.Find(text) is not { } json)
        {
            return new Review(null, []);
        }

        var problems = Problems(json, limits);
        // Work that is sent back without a reason would come back as it is.
        return Verdict(json) switch
        {
            true => new Review(true, []),
            false when problems.Count > 0 => new Review(false, problems),
            _ => new Review(null, problems),
        };
    }

    private static bool? Verdict(JsonElement json)
    {
        if (json.TryGetProperty("approved", out var approved))
        {
            return approved.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            };
        }

        var verdict = json.TryGetProperty("verdict", out var word) && word.ValueKind == JsonValueKind.String;
        return verdict
            ? word.GetString()!.Trim().ToLowerInvariant() switch
            {
                "approve" or "approved" => true,
                "revise" or "rejected" or "reject" => false,
                _ => null,
            }
            : null;
    }

    private static List<string> Problems(JsonElement json, TeamOptions limits) =>
        json.TryGetProperty("problems", out var list) && list.ValueKind == JsonValueKind.Array
            ?
            [
                .. list.EnumerateArray()
                    .Where(item => item.ValueKind == JsonValueKind.String)
                    .Select(item => item.GetString()!.Trim())
                    .Where(item => item.Length > 0)
                    .Take(limits.MaxProblems)
                    .Select(item => CutText.Middle(item, limits.MaxProblemCharacters)),
            ]
            : [];
}
