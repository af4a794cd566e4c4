using System.Globalization;

namespace Orchestrator.Files;

/// <summary>Reads single values. Null when the field is not there, or when it is wrong and has been told as a problem.</summary>
public static class YamlValues
{
    private const int TextLengthMax = 200;

    public static string? Text(this YamlField field, int max = TextLengthMax)
    {
        var text = field.Scalar is { IsNull: false } scalar ? scalar.Text.Trim() : "";
        if (text.Length > 0 && text.Length <= max && !text.Any(char.IsControl))
        {
            return text;
        }

        return Wrong<string>(field, $"text of 1 to {max} characters");
    }

    public static int? Whole(this YamlField field, int min, int max)
    {
        var isWhole = int.TryParse(
            Plain(field),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var value
        );
        return isWhole && value >= min && value <= max
            ? value
            : WrongValue<int>(field, $"a whole number from {min} to {max}");
    }

    public static double? Number(this YamlField field, double min, double max)
    {
        var isNumber = double.TryParse(Plain(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        return isNumber && value >= min && value <= max
            ? value
            : WrongValue<double>(field, $"a number from {UnitScale.Plain(min)} to {UnitScale.Plain(max)}");
    }

    /// <summary>A number, or text with a unit of <paramref name="scale"/>.</summary>
    public static double? Quantity(this YamlField field, UnitScale scale, double min, double max)
    {
        if (field.Scalar is { } scalar && scale.TryParse(scalar.Text, out var value) && value >= min && value <= max)
        {
            return value;
        }

        return WrongValue<double>(field, $"{scale.Form}, from {scale.Show(min)} to {scale.Show(max)}");
    }

    public static bool? Truth(this YamlField field) =>
        Plain(field) switch
        {
            "true" => true,
            "false" => false,
            _ => WrongValue<bool>(field, "true or false"),
        };

    public static string? OneOf(this YamlField field, params ReadOnlySpan<string> choices)
    {
        var text = field.Scalar?.Text ?? "";
        return choices.Contains(text) ? text : Wrong<string>(field, $"one of {string.Join(", ", choices)}");
    }

    /// <summary>Quoted text is no number, although the parser would take it.</summary>
    private static string? Plain(YamlField field) => field.Scalar is { IsQuoted: false } scalar ? scalar.Text : null;

    public static T? WrongValue<T>(YamlField field, string right)
        where T : struct
    {
        Tell(field, right);
        return null;
    }

    public static T? Wrong<T>(YamlField field, string right)
        where T : class
    {
        Tell(field, right);
        return null;
    }

    private static void Tell(YamlField field, string right)
    {
        if (field.IsThere)
        {
            field.Problem($"must be {right}, not {field.Shown}");
        }
    }
}
