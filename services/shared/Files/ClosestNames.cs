namespace Orchestrator.Files;

/// <summary>Which known names somebody may have meant.</summary>
public static class ClosestNames
{
    private const int SuggestionsMax = 3;
    private const int ListedMax = 12;
    private const int LengthMax = 64;

    /// <summary>A sentence's end: the closest names, or, when none is close, what names there are.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        var all = known.Order(StringComparer.Ordinal).ToList();
        var close = Of(name, all);
        return close switch
        {
            [] when all.Count <= ListedMax => $"known are {Listed(all)}",
            [] => $"known are {Listed(all.Take(ListedMax))} and {all.Count - ListedMax} more",
            [var one] => $"the closest is '{one}'",
            _ => $"the closest are {Listed(close)}",
        };
    }

    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known)
    {
        var asked = Plain(name);
        if (asked.Length is 0 or > LengthMax)
        {
            return [];
        }

        return
        [
            .. known
                .Select(candidate => (Name: candidate, Distance: Distance(asked, Plain(candidate))))
                .Where(candidate => candidate.Distance <= Math.Max(1, asked.Length / 3))
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Select(candidate => candidate.Name)
                .Take(SuggestionsMax),
        ];
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    // Case, blanks and joining signs are what people vary most.
    private static string Plain(string name) =>
        string.Concat(name.Where(letter => letter is not (' ' or '-' or '_'))).ToLowerInvariant();

    /// <summary>Levenshtein's distance, and a part that is left out at an end counts little: "4090" is near "RTX 4090".</summary>
    private static int Distance(string left, string right)
    {
        if (left.Length >= 3 && right.Contains(left, StringComparison.Ordinal))
        {
            return left.Length == right.Length ? 0 : 1;
        }

        return EditDistance.Of(left, right);
    }
}
