using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>Patterns over model names: '*' stands for any run of characters, all else for itself.</summary>
internal static class GlobPattern
{
    /// <summary>A pattern without '*' is a model's name: a missing tag means ":latest" there, too.</summary>
    public static string Normalize(string pattern) =>
        pattern.Contains('*', StringComparison.Ordinal) ? pattern.Trim().ToLowerInvariant() : ModelKey.Of(pattern);

    /// <returns>Place of the first pattern that matches; -1 when none does.</returns>
    public static int First(IReadOnlyList<string> patterns, string text)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (IsMatch(patterns[i], text))
            {
                return i;
            }
        }

        return -1;
    }

    /// <remarks>Goes back to the last '*' only, so the time is at most the product of both lengths.</remarks>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, t);
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
