using System.Text.Json;
using OllamaSharp.Models.Exceptions;

namespace Orchestrator.Inference.Ollama;

/// <summary>Turns what Ollama and the network say into an <see cref="InferenceError"/>.</summary>
internal static class OllamaFailures
{
    /// <summary>A status that is not success. Ollama answers 500 to an option of the wrong type; that is a refusal.</summary>
    public static InferenceError OfStatus(int status, string body)
    {
        var message = MessageIn(body) ?? body;
        var cause = status switch
        {
            404 when IsMissingModel(message) => InferenceCause.ModelNotFound,
            429 or 503 => InferenceCause.Busy,
            499 => InferenceCause.Cancelled,
            500 when IsWrongOption(message) => InferenceCause.Refused,
            400 or 413 or 422 => InferenceCause.Refused,
            // Everything else below 500 (401, 403, 404 of a path, 405) comes from a proxy or from another server: the
            // replica is set up wrongly, and the next one may well answer.
            _ => InferenceCause.ReplicaFailed,
        };
        return new InferenceError(InferenceStage.FirstToken, cause, message, status);
    }

    /// <summary>What a connection may throw; anything else is a mistake of ours.</summary>
    public static bool IsOfTransport(Exception exception) =>
        exception is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException;

    public static InferenceError OfTransport(Exception? exception, InferenceStage stage) =>
        exception switch
        {
            HttpRequestException { HttpRequestError: var error } when IsConnect(error) => new(
                InferenceStage.Connect,
                InferenceCause.ConnectFailed,
                exception.Message
            ),
            // SocketsHttpHandler reports its connect timeout this way.
            OperationCanceledException { InnerException: TimeoutException } => new(
                InferenceStage.Connect,
                InferenceCause.ConnectFailed,
                "The replica did not accept the connection in time."
            ),
            null => new(stage, InferenceCause.StreamBroken, "The connection was closed."),
            _ => new(stage, InferenceCause.StreamBroken, exception.Message),
        };

    /// <summary>What OllamaSharp throws when it did not come from our handler.</summary>
    public static Exception OfClient(Exception exception, InferenceStage stage, CancellationToken caller) =>
        exception switch
        {
            InferenceException => exception,
            HttpRequestException { InnerException: InferenceException inner } => inner,
            _ when caller.IsCancellationRequested => new OperationCanceledException(
                "The call was cancelled.",
                exception,
                caller
            ),
            OllamaException => new InferenceException(
                new InferenceError(stage, InferenceCause.Refused, exception.Message),
                exception
            ),
            JsonException => new InferenceException(
                new InferenceError(stage, InferenceCause.StreamBroken, "The answer is not the JSON that was expected."),
                exception
            ),
            _ => new InferenceException(OfTransport(exception, stage), exception),
        };

    /// <summary>The text of <c>{"error":"…"}</c>, also of OpenAI's <c>{"error":{"message":"…"}}</c>.</summary>
    private static string? MessageIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error)
                ? TextOf(error)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement error) =>
        error.ValueKind switch
        {
            JsonValueKind.String => error.GetString(),
            JsonValueKind.Object when error.TryGetProperty("message", out var text) => text.ToString(),
            _ => null,
        };

    private static bool IsMissingModel(string message) =>
        message.Contains("model", StringComparison.OrdinalIgnoreCase)
        && message.Contains("not found", StringComparison.OrdinalIgnoreCase);

    private static bool IsWrongOption(string message) =>
        message.StartsWith("option \"", StringComparison.Ordinal)
        && message.Contains("must be of type", StringComparison.Ordinal);

    private static bool IsConnect(HttpRequestError error) =>
        error
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError;
}
