using Orchestrator.Inference.Http;
using Orchestrator.Inference.OpenAi;

namespace Orchestrator.Inference.Abstractions;

/// <summary>What another's client throws, as our two kinds of exception and without the secret.</summary>
internal sealed class ForeignFailures(ISecret? secret)
{
    public Exception Explain(Exception exception, InferenceStage stage, CancellationToken caller)
    {
        if (caller.IsCancellationRequested)
        {
            return new OperationCanceledException("The call was cancelled.", caller);
        }

        var error = ErrorOf(exception, stage);
        var hidden = Hide(error.Message);
        return exception is InferenceException inference && inference.Error == error && hidden == error.Message
            ? exception
            // Without the exception itself, whose text we cannot answer for.
            : new InferenceException(
                new InferenceError(error.Stage, error.Cause, hidden, error.HttpStatus) { RetryAfter = error.RetryAfter }
            );
    }

    private static InferenceError ErrorOf(Exception exception, InferenceStage stage) =>
        exception switch
        {
            InferenceException { Error.Stage: InferenceStage.FirstToken } early => early.Error with { Stage = stage },
            InferenceException inference => inference.Error,
            HttpRequestException { StatusCode: { } status } => OpenAiFailures.OfStatus(
                (int)status,
                new ErrorWords(exception.Message, "")
            ) with
            {
                Stage = stage,
            },
            _ when TransportFailures.IsOfTransport(exception) => TransportFailures.OfTransport(exception, stage),
            _ => new InferenceError(stage, InferenceCause.ReplicaFailed, exception.Message),
        };

    private string Hide(string message)
    {
        try
        {
            return secret is null ? message : message.Replace(secret.Read(), "[secret]", StringComparison.Ordinal);
        }
        catch (InferenceException)
        {
            // What cannot be read cannot be compared with.
            return "The endpoint failed.";
        }
    }
}
