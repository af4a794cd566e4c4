using System.Globalization;
using System.Text.Json;

namespace Orchestrator.EnsembleWorker.Strategies.Prompts;

/// <summary>
/// Fields of a model's JSON, read as it was probably meant: numbers in quotes, percentages, one text for a list. Pure; what cannot be
/// read is null or empty, never an exception.
/// </summary>
internal static class JsonFields
{
    /// <returns>Null when there is no such field, in any spelling of its letters.</returns>
    public static JsonElement? Field(JsonElement from, string name)
    {
        if (from.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var property in from.EnumerateObject())
        {
            if (Unescaped(() => property.Name).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    /// <summary>A text as it is, a number or an object as it is written; empty for nothing.</summary>
    public static string Text(JsonElement from, string name) => Field(from, name) is { } value ? Text(value) : "";

    /// <summary>The first so many texts of a list that are not blank; a text alone is a list of one.</summary>
    public static IReadOnlyList<string> Texts(JsonElement from, string name, int most) =>
        Field(from, name) switch
        {
            { ValueKind: JsonValueKind.Array } list =>
            [
                .. list.EnumerateArray().Select(Text).Where(text => text.Length > 0).Take(most),
            ],
            { } one when Text(one) is { Length: > 0 } text => [text],
            _ => [],
        };

    /// <summary>A number from 0 to 1. From 1 to 100 it is taken for a percentage; anything else is nothing.</summary>
    public static double? Share(JsonElement from, string name) => Field(from, name) is { } value ? Share(value) : null;

    public static double? Share(JsonElement value)
    {
        var text = Text(value).TrimEnd('%', ' ');
        return !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? null
            : number is >= 0 and <= 1 ? number
            : number is > 1 and <= 100 ? number / 100
            : null;
    }

    public static bool? Flag(JsonElement from, string name) =>
        Field(from, name) switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            { } other => Text(other).ToLowerInvariant() switch
            {
                "true" or "yes" => true,
                "false" or "no" => false,
                _ => null,
            },
            null => null,
        };

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Unescaped(() => value.GetString() ?? "").Trim(),
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            _ => value.GetRawText(),
        };

    // Half of a surrogate pair, escaped, is JSON but no text: it is found out only when the text is made.
    private static string Unescaped(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
