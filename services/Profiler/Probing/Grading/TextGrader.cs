namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>A short free text meets all its conditions.</summary>
internal static class TextGrader
{
    private const StringComparison Fold = StringComparison.OrdinalIgnoreCase;

    public static bool IsRight(GraderRule rule, StatedAnswer answer)
    {
        var text = answer.Text.Trim().Trim('"', '\'', '`', '*', ' ');
        return text.Length > 0 && rule.Text is { } wanted && HasWords(wanted, text) && HasParts(wanted, text);
    }

    private static bool HasWords(TextRule rule, string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(word => word.Any(char.IsLetterOrDigit));
        var bare = PlainText.Bare(text);
        return words >= (rule.WordsMin ?? 0)
            && words <= (rule.WordsMax ?? int.MaxValue)
            && (rule.Items is not { } items || text.Split(',').Length == items)
            && (rule.StartsWith is not { } start || bare.StartsWith(start, Fold))
            && (rule.EndsWith is not { } end || bare.EndsWith(end, Fold))
            && IsScript(rule.Script, text);
    }

    private static bool HasParts(TextRule rule, string text) =>
        rule.Contains.All(part => text.Contains(part, Fold))
        && rule.ContainsOneOf.All(group => group.Any(part => text.Contains(part, Fold)))
        && !rule.Lacks.Any(part => text.Contains(part, Fold))
        && IsOrdered(rule.Order, text);

    private static bool IsOrdered(IReadOnlyList<string> parts, string text)
    {
        var at = 0;
        foreach (var part in parts)
        {
            at = text.IndexOf(part, at, Fold);
            if (at < 0)
            {
                return false;
            }

            at += part.Length;
        }

        return true;
    }

    private static bool IsScript(string? script, string text)
    {
        var hangul = text.Count(letter => letter is >= '\uAC00' and <= '\uD7A3');
        var latin = text.Count(char.IsAsciiLetter);
        return script switch
        {
            "hangul" => hangul > latin,
            "latin" => latin > hangul,
            _ => true,
        };
    }
}
