using System.Text.Json;

namespace Orchestrator.Gateway.Requests;

/// <summary>Text in JSON, and JSON that travels as text inside of JSON.</summary>
internal static class JsonText
{
    /// <returns>Null when the element is no string, or one that is not valid Unicode.</returns>
    public static string? Of(JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which only shows when somebody asks for the text.
            return null;
        }
    }

    /// <returns>True for one whole JSON object, and for nothing at all.</returns>
    public static bool IsObjectOrEmpty(string? text) => string.IsNullOrWhiteSpace(text) || IsObject(text);

    public static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // ArgumentException: half of a surrogate pair, which has no UTF-8 form.
            return false;
        }
    }
}
