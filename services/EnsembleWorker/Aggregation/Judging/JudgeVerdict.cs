using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Aggregation.Judging;

/// <summary>What a judge's text says. Pure; never throws.</summary>
internal static class JudgeVerdict
{
    private const int WordLengthMax = 40;

    private static readonly ImmutableArray<string> _names =
    [
        "winner",
        "better",
        "best",
        "choice",
        "preferred",
        "verdict",
    ];

    private static readonly ImmutableArray<string> _ties =
    [
        "tie",
        "draw",
        "equal",
        "both",
        "neither",
        "none",
        "무승부",
    ];

    /// <returns>Null when the text has no verdict, or more than one.</returns>
    public static JudgeChoice? Read(string text)
    {
        if (ModelJson.Find(text) is not { } found)
        {
            // A judge without structured answers that says "A" and nothing else is understood.
            return Word(text);
        }

        // Who repeats a candidate's JSON in front of his own has two: which of them is meant nobody knows.
        var verdict = Property(found);
        var rest = text[(text.IndexOf('}', StringComparison.Ordinal) + 1)..];
        return ModelJson.Find(rest) is { } second && Property(second) is { } other && other != verdict ? null : verdict;
    }

    private static JudgeChoice? Property(JsonElement found)
    {
        try
        {
            var property = found
                .EnumerateObject()
                .FirstOrDefault(each =>
                    _names.Contains(each.Name.ToLowerInvariant()) && each.Value.ValueKind == JsonValueKind.String
                );
            return property.Value.ValueKind == JsonValueKind.String ? Word(property.Value.GetString() ?? "") : null;
        }
        // "\ud800" alone is JSON, but no text.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // "A", "answer b", "Candidate A.", "[B]", "tie", "무승부".
    private static JudgeChoice? Word(string text)
    {
        if (text.Length > WordLengthMax)
        {
            return null;
        }

        var word = text.Trim().Trim('"', '\'', '.', '*', '`', '(', ')', '[', ']', ' ').ToLowerInvariant();
        var last = word[(word.LastIndexOf(' ') + 1)..];
        var isLabel =
            (last is "a" or "b") && word[..^1].TrimEnd() is ("" or "candidate" or "answer" or "option" or "후보");
        return isLabel ? (last is "a" ? JudgeChoice.A : JudgeChoice.B)
            : _ties.Contains(word) ? JudgeChoice.Tie
            : null;
    }
}
