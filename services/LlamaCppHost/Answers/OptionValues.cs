using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Answers;

/// <summary>Reads options by name and type.</summary>
internal sealed class OptionValues
{
    private readonly JsonElement? _options;

    /// <exception cref="WireException">They are no object.</exception>
    public OptionValues(JsonElement? options)
    {
        if (options is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
        {
            throw new WireException(WireError.Bad("options is no JSON object"));
        }

        _options = options?.ValueKind == JsonValueKind.Object ? options : null;
    }

    /// <summary>A fraction is cut off and a number that is too large is bounded.</summary>
    public int? Integer(string name) =>
        Number(name, "integer") is { } number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

    public float? Fraction(string name) =>
        Number(name, "float32") is { } number ? (float)Math.Clamp(number, -1e9, 1e9) : null;

    /// <summary>Empty ones are left out: they would end every answer.</summary>
    public ImmutableArray<string> Texts(string name, int max)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (
            value.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String)
        )
        {
            throw WrongType(name, "array");
        }

        if (value.GetArrayLength() > max)
        {
            throw new WireException(WireError.Bad($"option \"{name}\" has more than {max} items"));
        }

        return [.. value.EnumerateArray().Select(item => Text(item, name)).Where(text => text.Length > 0)];
    }

    private static string Text(JsonElement value, string name)
    {
        try
        {
            return value.GetString() ?? "";
        }
        // Half a surrogate pair: there is no way to ask beforehand.
        catch (InvalidOperationException)
        {
            throw new WireException(WireError.Bad($"invalid characters in option \"{name}\""));
        }
    }

    private double? Number(string name, string type) =>
        Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
        : throw WrongType(name, type);

    private JsonElement? Find(string name) =>
        _options is { } options && options.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private static WireException WrongType(string name, string type) =>
        new(WireError.Failed($"option \"{name}\" must be of type {type}"));
}
