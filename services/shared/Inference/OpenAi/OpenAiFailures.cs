using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.OpenAi;

/// <summary>Turns what an OpenAI-compatible endpoint says into an <see cref="InferenceError"/>.</summary>
internal static class OpenAiFailures
{
    /// <summary>An account without money answers 429 too; waiting does not help it.</summary>
    private const string NoMoney = "insufficient_quota";

    public static InferenceError OfStatus(int status, ErrorWords words) =>
        new(InferenceStage.FirstToken, CauseOf(status, words), words.Message, status);

    /// <summary>Of an error inside a stream. The code may be a status.</summary>
    public static InferenceCause OfStream(ErrorWords words) =>
        words.Code switch
        {
            "429"
            or "503"
            or "rate_limit_exceeded"
            or "rate_limit_error"
            or "unavailable_error"
            or "overloaded_error" => InferenceCause.Busy,
            _ => InferenceCause.ReplicaFailed,
        };

    private static InferenceCause CauseOf(int status, ErrorWords words) =>
        status switch
        {
            404 when IsMissingModel(words) => InferenceCause.ModelNotFound,
            429 when words.Code == NoMoney => InferenceCause.ReplicaFailed,
            429 or 503 or 529 => InferenceCause.Busy,
            499 => InferenceCause.Cancelled,
            400 or 413 or 415 or 422 => InferenceCause.Refused,
            // The endpoint is set up wrongly or ill: another one may well answer.
            _ => InferenceCause.ReplicaFailed,
        };

    private static bool IsMissingModel(ErrorWords words) =>
        words.Code == "model_not_found"
        || (
            words.Message.Contains("model", StringComparison.OrdinalIgnoreCase)
            && (
                words.Message.Contains("not found", StringComparison.OrdinalIgnoreCase)
                || words.Message.Contains("does not exist", StringComparison.OrdinalIgnoreCase)
            )
        );
}
