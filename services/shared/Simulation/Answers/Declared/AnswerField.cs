using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>The answer itself, bare: whoever asks for a field wants to compare it.</summary>
internal sealed class AnswerField(AnswerOutcome outcome) : IDeclaredField
{
    private static readonly SearchValues<char> _digits = SearchValues.Create("+-.0123456789");

    public static bool IsNamed(string name) =>
        FieldNames.Is(name, "answer", "finalAnswer", "result", "value", "output", "solution", "translation", "response")
        || FieldNames.Is(name, "답", "정답");

    public bool Write(SchemaProperty property)
    {
        if (!IsNamed(property.Name))
        {
            return false;
        }

        if (FieldNames.Enum(property.Schema) is { IsEmpty: false } values)
        {
            return WriteOneOf(property, values);
        }

        switch (SchemaShape.TypeOf(property.Schema))
        {
            case "string":
            case null:
                property.Json.WriteStringValue(SchemaStrings.Choose(property.Schema, outcome.Text));
                return true;
            case "number" when Number(outcome.Text) is { } number && SchemaNumbers.Allows(property.Schema, number):
                property.Json.WriteNumberValue(number);
                return true;
            case "integer"
                when Number(outcome.Text) is { } number
                    && decimal.IsInteger(number)
                    && SchemaNumbers.Allows(property.Schema, number):
                property.Json.WriteNumberValue(number);
                return true;
            case "boolean" when Truth(outcome.Text) is { } truth:
                property.Json.WriteBooleanValue(truth);
                return true;
            default:
                return false;
        }
    }

    private bool WriteOneOf(SchemaProperty property, IEnumerable<JsonElement> values)
    {
        var value = values.FirstOrDefault(each => FieldNames.Is(each.ToString(), outcome.Text));
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return false;
        }

        value.WriteTo(property.Json);
        return true;
    }

    // "3/4", "12 km" and "1592년" are numbers too; what follows the digits is a unit.
    private static decimal? Number(string text)
    {
        var length = text.AsSpan().IndexOfAnyExcept(_digits);
        var digits = length < 0 ? text : text[..length];
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return length >= 0 && text[length] == '/' && Number(text[(length + 1)..]) is { } divisor and not 0
            ? Math.Round(number / divisor, 6)
            : number;
    }

    private static bool? Truth(string text) =>
        FieldNames.Is(text, "yes", "true", "예") ? true
        : FieldNames.Is(text, "no", "false", "아니요") ? false
        : null;
}
