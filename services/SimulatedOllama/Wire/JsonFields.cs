using System.Text.Json;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>Reads one JSON object the way Go does: unknown fields are ignored, null is absent, a wrong type is an error.</summary>
internal sealed class JsonFields(JsonElement element, string path, WireErrors errors)
{
    public WireErrors Errors => errors;

    /// <summary>As they are written; none when it is no object.</summary>
    public IEnumerable<string> Names =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(property => property.Name) : [];

    public string Text(string name) =>
        Find(name, "string", JsonValueKind.String) is { } value ? ReadText(value, name) : "";

    public bool? Flag(string name) => Find(name, "bool", JsonValueKind.True, JsonValueKind.False)?.GetBoolean();

    public int? Integer(string name)
    {
        if (Find(name, "int", JsonValueKind.Number) is not { } value)
        {
            return null;
        }

        if (value.TryGetInt32(out var number))
        {
            return number;
        }

        errors.Add(Mismatch($"number {value.GetRawText()}", name, "int"));
        return null;
    }

    public double? Number(string name)
    {
        if (Find(name, "float64", JsonValueKind.Number) is not { } value)
        {
            return null;
        }

        // 1e400 is read as infinity, which nothing that comes later can write down again.
        if (value.TryGetDouble(out var number) && double.IsFinite(number))
        {
            return number;
        }

        errors.Add(Mismatch($"number {value.GetRawText()}", name, "float64"));
        return null;
    }

    /// <summary>A field whose type the caller judges. Null when it is absent or null.</summary>
    public JsonElement? Any(string name) =>
        element.ValueKind == JsonValueKind.Object
        && TryFind(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A field that must be an object.</summary>
    public JsonFields? Object(string name, string goType) =>
        Find(name, goType, JsonValueKind.Object) is { } value ? new JsonFields(value, $"{path}.{name}", errors) : null;

    /// <summary>An array of objects; empty when it is absent.</summary>
    public IEnumerable<JsonFields> Objects(string name, string goType)
    {
        foreach (var item in Items(name, goType))
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                yield return new JsonFields(item, $"{path}.{name}", errors);
            }
            else
            {
                errors.Add(Mismatch(GoKind(item), name, goType.TrimStart('[', ']')));
            }
        }
    }

    public IEnumerable<JsonElement> Items(string name, string goType) =>
        Find(name, goType, JsonValueKind.Array) is { } value ? value.EnumerateArray() : [];

    /// <summary>A string's text; an error when it is no string or holds half a character.</summary>
    public string ReadText(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            errors.Add(Mismatch(GoKind(value), name, "string"));
            return "";
        }

        try
        {
            return value.GetString() ?? "";
        }
        // A lone surrogate such as "\ud800", or bytes that are no UTF-8: there is no way to ask beforehand.
        catch (InvalidOperationException)
        {
            errors.Add(WireError.Bad($"invalid characters in field {path}.{name}"));
            return "";
        }
    }

    public WireError Mismatch(string kind, string name, string goType) =>
        WireError.Bad($"json: cannot unmarshal {kind} into Go struct field {path}.{name} of type {goType}");

    public static string GoKind(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => "bool",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.Number => "number",
            _ => "string",
        };

    private JsonElement? Find(string name, string goType, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (Any(name) is not { } value)
        {
            return null;
        }

        if (kinds.Contains(value.ValueKind))
        {
            return value;
        }

        errors.Add(Mismatch(GoKind(value), name, goType));
        return null;
    }

    // Go matches field names without regard to case when there is no exact match.
    private bool TryFind(string name, out JsonElement value)
    {
        if (element.TryGetProperty(name, out value))
        {
            return true;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = property.Value;
                return true;
            }
        }

        return false;
    }
}
