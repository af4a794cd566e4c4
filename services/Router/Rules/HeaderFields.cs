using Orchestrator.Files;

namespace Orchestrator.Router.Rules;

/// <summary>Reads the <c>header</c> of a rule: names with one value or several, each a pattern or, between slashes, an expression.</summary>
internal static class HeaderFields
{
    public static IReadOnlyList<HeaderCondition> Read(YamlField field, RuleLimits limits)
    {
        // Not there, or told as a problem: no conditions.
        if (field.Entries() is not { } entries)
        {
            return [];
        }

        if (entries.Count is 0 or > RuleLimits.MaxEntries)
        {
            field.Problem($"has {entries.Count} headers; 1 to {RuleLimits.MaxEntries} are allowed");
        }

        return [.. entries.Take(RuleLimits.MaxEntries).Select(entry => Condition(entry.Name, entry.Field, limits))];
    }

    private static HeaderCondition Condition(string name, YamlField field, RuleLimits limits)
    {
        var key = name.ToLowerInvariant();
        if (key.Length > RuleLimits.MaxNameChars || !key.All(IsHeaderLetter))
        {
            field.Problem("is no name of a header such as x-team");
        }

        var texts = RuleValues.Fields(field).ToList();
        var expressions = texts.Where(text => IsExpression(text.Text)).ToList();
        return new HeaderCondition(
            key,
            [.. texts.Except(expressions).Select(text => text.Text.ToLowerInvariant())],
            [
                .. expressions
                    .Select(text => RuleValues.Expression(text.Field, text.Text[1..^1], limits))
                    .OfType<TextExpression>(),
            ]
        );
    }

    private static bool IsExpression(string text) => text.Length > 2 && text[0] == '/' && text[^1] == '/';

    private static bool IsHeaderLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
