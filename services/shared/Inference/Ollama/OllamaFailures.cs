using OllamaSharp.Models.Exceptions;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Ollama;

/// <summary>Turns what Ollama says into an <see cref="InferenceError"/>.</summary>
internal static class OllamaFailures
{
    /// <summary>A status that is not success. Ollama answers 500 to an option of the wrong type; that is a refusal.</summary>
    public static InferenceError OfStatus(int status, string message)
    {
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

    /// <summary>What OllamaSharp throws.</summary>
    public static Exception OfClient(Exception exception, InferenceStage stage, CancellationToken caller) =>
        exception is OllamaException && !caller.IsCancellationRequested
            ? new InferenceException(new InferenceError(stage, InferenceCause.Refused, exception.Message), exception)
            : TransportFailures.OfClient(exception, stage, caller);

    private static bool IsMissingModel(string message) =>
        message.Contains("model", StringComparison.OrdinalIgnoreCase)
        && message.Contains("not found", StringComparison.OrdinalIgnoreCase);

    private static bool IsWrongOption(string message) =>
        message.StartsWith("option \"", StringComparison.Ordinal)
        && message.Contains("must be of type", StringComparison.Ordinal);
}
