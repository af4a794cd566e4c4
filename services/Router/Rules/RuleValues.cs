using Orchestrator.Files;
using Orchestrator.Router.Decisions;

namespace Orchestrator.Router.Rules;

/// <summary>Reads the values of rules. Where a list is expected, one value alone will do.</summary>
internal static class RuleValues
{
    /// <summary>In the order of <see cref="RequestPriority"/>.</summary>
    public static readonly IReadOnlyList<string> PriorityNames = ["interactive", "normal", "batch"];

    /// <summary>Patterns of models, as they are written.</summary>
    public static IReadOnlyList<string> Models(YamlField field) => [.. Fields(field).Select(entry => entry.Text)];

    /// <summary>Patterns of other names, in lower case.</summary>
    public static IReadOnlyList<string> Globs(YamlField field) =>
        [.. Fields(field).Select(entry => entry.Text.ToLowerInvariant())];

    public static IReadOnlyList<TextExpression> Expressions(YamlField field, RuleLimits limits) =>
        [
            .. Fields(field, RuleLimits.MaxExpressionChars)
                .Select(entry => Expression(entry.Field, entry.Text, limits))
                .OfType<TextExpression>(),
        ];

    /// <returns>Null, and a problem, when it is none.</returns>
    public static TextExpression? Expression(YamlField field, string pattern, RuleLimits limits)
    {
        var (expression, problem) = TextExpression.Of(pattern, limits.MatchTimeout);
        if (expression is null)
        {
            field.Problem(problem);
        }

        return expression;
    }

    /// <summary>A bit for each name that is given; all bits when the field is absent.</summary>
    public static int Bits(YamlField field, string kind, IReadOnlyList<string> known)
    {
        if (!field.IsThere)
        {
            return ~0;
        }

        var bits = 0;
        foreach (var (entry, text) in Fields(field))
        {
            var place = IndexOf(text, known);
            if (place < 0)
            {
                entry.Problem(Unknown(text, kind, known));
            }
            else
            {
                bits |= 1 << place;
            }
        }

        return bits;
    }

    public static RequestPriority? Priority(YamlField field) =>
        OneOf(field, "priority", PriorityNames) is { } name ? (RequestPriority)IndexOf(name, PriorityNames) : null;

    public static string? OneOf(YamlField field, string kind, IReadOnlyList<string> known)
    {
        if (!field.IsThere || field.Text() is not { } text)
        {
            return null;
        }

        if (IndexOf(text, known) >= 0)
        {
            return text;
        }

        field.Problem(Unknown(text, kind, known));
        return null;
    }

    /// <summary>The texts of a list, or the one text that stands there instead.</summary>
    public static IEnumerable<(YamlField Field, string Text)> Fields(
        YamlField field,
        int max = RuleLimits.MaxPatternChars
    )
    {
        var entries =
            field.IsList ? field.Items(RuleLimits.MaxEntries)
            : field.IsThere ? [field]
            : [];
        foreach (var entry in entries)
        {
            if (entry.Text(max) is { } text)
            {
                yield return (entry, text);
            }
        }
    }

    private static string Unknown(string text, string kind, IReadOnlyList<string> known) =>
        $"{Quoted.Of(text)} is no {kind}; {ClosestNames.Hint(text, known)}";

    private static int IndexOf(string text, IReadOnlyList<string> known)
    {
        for (var i = 0; i < known.Count; i++)
        {
            if (known[i] == text)
            {
                return i;
            }
        }

        return -1;
    }
}
