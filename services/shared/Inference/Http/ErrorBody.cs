using System.Text.Json;

namespace Orchestrator.Inference.Http;

/// <summary>The words of an error in an answer's body.</summary>
internal static class ErrorBody
{
    /// <summary>
    /// The text of <c>{"error":"…"}</c>, of OpenAI's and Anthropic's <c>{"error":{"message":"…"}}</c>, or the whole body
    /// when it is in no known form.
    /// </summary>
    public static string MessageIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error)
                ? TextOf(error) ?? body
                : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static string? TextOf(JsonElement error) =>
        error.ValueKind switch
        {
            JsonValueKind.String => error.GetString(),
            JsonValueKind.Object when error.TryGetProperty("message", out var text) => text.ToString(),
            _ => null,
        };
}
