using System.Text.Json;

namespace Orchestrator.Inference.Http;

/// <summary>Turns what the network and a provider's package throw into our two kinds of exception.</summary>
internal static class TransportFailures
{
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

    /// <summary>What a provider's package throws: our handler's exception inside another one, or one of its own.</summary>
    public static Exception OfClient(Exception exception, InferenceStage stage, CancellationToken caller)
    {
        if (FindInference(exception) is { } inference)
        {
            return inference.At(stage);
        }

        if (caller.IsCancellationRequested)
        {
            return new OperationCanceledException("The call was cancelled.", exception, caller);
        }

        var error =
            exception is JsonException
                ? new InferenceError(
                    stage,
                    InferenceCause.StreamBroken,
                    "The answer is not the JSON that was expected."
                )
                : OfTransport(exception, stage);
        return new InferenceException(error, exception);
    }

    private static InferenceException? FindInference(Exception? exception)
    {
        while (exception is not null and not InferenceException)
        {
            exception = exception.InnerException;
        }

        return exception as InferenceException;
    }

    // The handler cannot know what of a stream was content; who reads it can.
    private static InferenceException At(this InferenceException exception, InferenceStage stage) =>
        stage == InferenceStage.Stream && exception.Error.Stage == InferenceStage.FirstToken
            ? new InferenceException(exception.Error with { Stage = stage }, exception)
            : exception;

    private static bool IsConnect(HttpRequestError error) =>
        error
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError;
}
