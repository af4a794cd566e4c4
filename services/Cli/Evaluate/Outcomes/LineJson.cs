using System.Text.Json;

namespace Orchestrator.Cli.Evaluate.Outcomes;

/// <summary>Reads the fields of a line; what is wrong is told with its field.</summary>
internal static class LineJson
{
    /// <returns>An object.</returns>
    /// <exception cref="OutcomeException">It is none.</exception>
    public static JsonDocument Parse(string line)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            // The parser's own message quotes the text, which may be a prompt.
            throw new OutcomeException("", "is no valid JSON");
        }

        if (json.RootElement.ValueKind == JsonValueKind.Object)
        {
            return json;
        }

        json.Dispose();
        throw new OutcomeException("", "needs to be a JSON object");
    }

    /// <returns>Null where it is not there.</returns>
    public static string? Text(JsonElement root, string field) =>
        Field(root, field) is not { } value ? null
        : Text(value) is { } text ? text
        : throw new OutcomeException(field, "needs to be a text");

    /// <returns>Null for what is no text: an escaped half of a surrogate pair is valid JSON and none.</returns>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <returns>Null where it is not there or null.</returns>
    public static JsonElement? Field(JsonElement root, string field) =>
        root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

/// <summary>A line that cannot be read.</summary>
internal sealed class OutcomeException(string path, string message) : Exception(message)
{
    public string Field => path;
}
