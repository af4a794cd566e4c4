using System.Globalization;
using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Prompts;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>
/// What a condition asks of a text. Pure. The text is a model's: where it is not what the test is about, or where looking at it takes too
/// long, the test does not hold.
/// </summary>
/// <param name="Field">Names of fields from the outside in, of the JSON object in the text; empty for the text itself.</param>
/// <param name="Holds">For the text, or for the field's value.</param>
internal sealed record StepTest(IReadOnlyList<string> Field, Func<string, bool> Holds)
{
    public static readonly StepTest Never = new([], _ => false);

    public bool Of(string text) => Value(text) is { } value && Holds(value.Trim());

    public static Func<string, bool> Contains(string wanted) =>
        value => value.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>Numbers are compared as numbers, anything else without its case.</summary>
    public static Func<string, bool> Equal(string wanted) =>
        value =>
            Number(wanted) is { } left && Number(value) is { } right
                ? left.Equals(right)
                : value.Equals(wanted.Trim(), StringComparison.OrdinalIgnoreCase);

    public static Func<string, bool> Matches(TextExpression expression) => value => expression.IsMatch(value);

    public static Func<string, bool> Above(double bound) => value => Number(value) > bound;

    public static Func<string, bool> Below(double bound) => value => Number(value) < bound;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <returns>Null when the text has no such field.</returns>
    private string? Value(string text)
    {
        if (Field.Count == 0)
        {
            return text;
        }

        var value = ModelJson.Find(text);
        foreach (var name in Field)
        {
            value =
                value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var inner)
                    ? inner
                    : null;
        }

        return value?.ToString();
    }
}
