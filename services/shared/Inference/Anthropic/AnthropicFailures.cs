using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Anthropic;

/// <summary>What Anthropic's errors mean, by status or, inside a stream, by type.</summary>
internal static class AnthropicFailures
{
    public static InferenceCause CauseOf(int status, ErrorWords words) =>
        status switch
        {
            404 when IsMissingModel(words.Message) => InferenceCause.ModelNotFound,
            // 529: the whole service is overloaded.
            429 or 503 or 529 => InferenceCause.Busy,
            499 => InferenceCause.Cancelled,
            400 or 413 or 422 => InferenceCause.Refused,
            _ => InferenceCause.ReplicaFailed,
        };

    public static InferenceCause OfStream(ErrorWords words) =>
        words.Code switch
        {
            "overloaded_error" or "rate_limit_error" => InferenceCause.Busy,
            "invalid_request_error" or "request_too_large" => InferenceCause.Refused,
            _ => InferenceCause.ReplicaFailed,
        };

    // "model: claude-x" is all that Anthropic says; others say "not found".
    private static bool IsMissingModel(string message) => message.Contains("model", StringComparison.OrdinalIgnoreCase);
}
