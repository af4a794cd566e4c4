using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>The whole normalised answer matches an expression; matching takes time linear in the answer.</summary>
internal static class PatternGrader
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(2);

    // As many as there are questions.
    private static readonly ConcurrentDictionary<string, Regex> _patterns = new(StringComparer.Ordinal);

    public static bool IsRight(GraderRule rule, StatedAnswer answer)
    {
        var pattern = _patterns.GetOrAdd(
            rule.Pattern ?? "",
            text => new Regex($"^(?:{text})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, _limit)
        );
        return pattern.IsMatch(PlainText.Bare(answer.LastLine));
    }
}
