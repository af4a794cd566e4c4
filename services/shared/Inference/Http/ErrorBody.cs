using System.Text.Json;

namespace Orchestrator.Inference.Http;

/// <summary>The words of an error in an answer's body.</summary>
internal static class ErrorBody
{
    /// <summary>
    /// From <c>{"error":"…"}</c>, or OpenAI's and Anthropic's <c>{"error":{"message":"…","type":"…"}}</c>, or the whole body
    /// as the message when it is in no known form.
    /// </summary>
    public static ErrorWords Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return In(document.RootElement) ?? new ErrorWords(body, "");
        }
        catch (JsonException)
        {
            return new ErrorWords(body, "");
        }
    }

    /// <summary>Null when the object reports no error.</summary>
    public static ErrorWords? In(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) ? Words(error) : null;

    private static ErrorWords? Words(JsonElement error) =>
        error.ValueKind switch
        {
            JsonValueKind.String => new ErrorWords(error.GetString() ?? "", ""),
            JsonValueKind.Object when error.TryGetProperty("message", out var text) => new ErrorWords(
                text.ToString(),
                Text(error, "code") ?? Text(error, "type") ?? ""
            ),
            _ => null,
        };

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : null;
}
