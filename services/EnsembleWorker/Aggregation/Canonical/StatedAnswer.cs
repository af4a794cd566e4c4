using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>What a model's whole answer says its answer is. Pure; plain searches only, because the text is a stranger's.</summary>
internal static class StatedAnswer
{
    /// <summary>Characters at the end of a text that are looked at: a conclusion stands at the end.</summary>
    private const int LookedAtMost = 16_384;

    /// <summary>Characters of a short answer; a longer one is an open answer.</summary>
    public const int LengthMax = 120;

    private const string Decoration = " *#>_`-\"";
    private const string Boxed = "\\boxed{";

    // The longer one first: "the final answer is" is not announced by "answer is".
    private static readonly ImmutableArray<string> _lineStarts =
    [
        "the final answer is",
        "the correct answer is",
        "my answer is",
        "the answer is",
        "final answer is",
        "final answer",
        "answer",
        "최종 답변은",
        "최종 답변",
        "최종 답은",
        "최종 답",
        "최종답",
        "정답은",
        "정답",
        "답변",
        "답은",
        "답",
    ];

    private static readonly ImmutableArray<string> _inSentences =
    [
        "the final answer is",
        "the correct answer is",
        "the answer is",
        "정답은 ",
        "최종 답은 ",
        "답은 ",
    ];

    private static readonly ImmutableArray<string> _conclusions = ["따라서", "그러므로", "결론적으로"];

    /// <returns>Null when the text has no short answer.</returns>
    public static string? Of(string text)
    {
        var plain = PlainLetters.Of(WithoutThoughts(text[^Math.Min(text.Length, LookedAtMost)..])).Trim();
        if (InBox(plain) is { } boxed)
        {
            return boxed;
        }

        var lines = plain.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var at = lines.Length - 1; at >= 0; at--)
        {
            if (Announced(lines[at]) is { } rest)
            {
                return Short(rest.Length > 0 || at + 1 >= lines.Length ? rest : lines[at + 1]);
            }
        }

        return Concluded(lines) ?? Whole(lines);
    }

    /// <returns>What the line announces, empty when that follows on the next one; null when it announces nothing.</returns>
    private static string? Announced(string line)
    {
        var bare = line.TrimStart(Decoration.ToCharArray());
        foreach (var start in _lineStarts)
        {
            if (
                bare.StartsWith(start, StringComparison.OrdinalIgnoreCase)
                && Rest(bare[start.Length..], start) is { } rest
            )
            {
                return rest;
            }
        }

        foreach (var inside in _inSentences)
        {
            var found = line.LastIndexOf(inside, StringComparison.OrdinalIgnoreCase);
            if (found > 0 && line[found - 1] is ' ' or ',' or '.' or ':' or '*')
            {
                return Rest(line[(found + inside.Length)..], "은") is { Length: > 0 } rest ? rest : null;
            }
        }

        return null;
    }

    // "Answer: 5" and "답은 5" announce; "Answers vary" and "답답하다" do not.
    private static string? Rest(string after, string start)
    {
        var bare = after.TrimStart(' ', '*', '_', '`');
        var isVerb = start.EndsWith("is", StringComparison.Ordinal) || start.EndsWith('은');
        return bare.StartsWith(':') || bare.StartsWith('=') ? bare.TrimStart(' ', '*', '_', ':', '=')
            : isVerb && (bare.Length < after.Length || start.EndsWith('은')) ? bare
            : null;
    }

    private static string? Concluded(string[] lines)
    {
        if (lines.Length == 0)
        {
            return null;
        }

        var last = lines[^1].Trim(Decoration.ToCharArray());
        foreach (var start in _conclusions)
        {
            var found = last.LastIndexOf(start, StringComparison.Ordinal);
            if (found >= 0 && KoreanEnding.HasCopula(last))
            {
                return Short(last[(found + start.Length)..].TrimStart(' ', ','));
            }
        }

        return null;
    }

    private static string? Whole(string[] lines) =>
        lines.Length == 1 ? Short(lines[0])
        // A code block around one line is still one line.
        : lines.Length == 3 && lines[0].StartsWith("```", StringComparison.Ordinal) && lines[2] == "```"
            ? Short(lines[1])
        : null;

    private static string? InBox(string text)
    {
        var at = text.LastIndexOf(Boxed, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = text[(at + Boxed.Length)..];
        var depth = 1;
        for (var end = 0; end < Math.Min(rest.Length, LengthMax); end++)
        {
            depth += rest[end] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return rest[..end];
            }
        }

        return null;
    }

    private static string? Short(string text) => text.Length is > 0 and <= LengthMax ? text : null;

    // A model that is still thinking when its text ends has no answer.
    private static string WithoutThoughts(string text)
    {
        var close = text.LastIndexOf("</think>", StringComparison.OrdinalIgnoreCase);
        var after = close < 0 ? text : text[(close + "</think>".Length)..];
        var open = after.IndexOf("<think>", StringComparison.OrdinalIgnoreCase);
        return open < 0 ? after : after[..open];
    }
}
