using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Orchestrator.Inference;
using Orchestrator.Inference.Http;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What it means when a look fails. What the other end wrote is not repeated: it may be anything.</summary>
internal static class LookFailures
{
    public static HealthReason ReasonOf(Exception exception, string kind) =>
        exception switch
        {
            NotOfKindException => new(HealthCodes.NotOfKind(kind), exception.Message),
            InferenceException inference => ReasonOf(inference, kind),
            OperationCanceledException => new(HealthCodes.Timeout, "It did not list its models in time."),
            _ => new(HealthCodes.LookFailed, $"The look failed with {exception.GetType().Name}."),
        };

    /// <summary>The replica is there, and has too much to do.</summary>
    public static bool IsBusy(Exception exception) =>
        exception is InferenceException { Error.Cause: InferenceCause.Busy };

    private static HealthReason ReasonOf(InferenceException exception, string kind)
    {
        var error = exception.Error;
        return error switch
        {
            { HttpStatus: 404 or 405 } => new(
                HealthCodes.NotOfKind(kind),
                $"A server answers {error.HttpStatus} where the models should be listed."
            ),
            { HttpStatus: { } status } => new(HealthCodes.OfStatus(status), $"It answers with HTTP status {status}."),
            { Stage: InferenceStage.Connect, Cause: InferenceCause.Refused } => new(
                HealthCodes.CredentialMissing,
                error.Message
            ),
            { Cause: InferenceCause.FirstTokenTimedOut or InferenceCause.IdleTimedOut } => new(
                HealthCodes.Timeout,
                error.Message
            ),
            _ => OfTransport(exception, kind),
        };
    }

    private static HealthReason OfTransport(InferenceException exception, string kind)
    {
        var chain = Chain(exception).ToList();
        if (chain.OfType<AddressRefusedException>().FirstOrDefault() is { } refused)
        {
            return new(HealthCodes.AddressRefused, refused.Message);
        }

        if (chain.Exists(IsOfName))
        {
            return new(HealthCodes.DnsFailed, "Its name leads to no address.");
        }

        if (chain.Exists(IsOfTls))
        {
            return new(
                HealthCodes.TlsFailed,
                "No TLS connection: it speaks plain HTTP, or its certificate is not trusted."
            );
        }

        if (exception.Error.Cause == InferenceCause.ConnectFailed)
        {
            return new(HealthCodes.ConnectFailed, exception.Error.Message);
        }

        return chain.Exists(IsOfAnotherProtocol)
            ? new(HealthCodes.NotOfKind(kind), "What answers does not speak as this kind of endpoint does.")
            : new(HealthCodes.ConnectionBroken, "The connection broke before the answer was complete.");
    }

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }

    private static bool IsOfName(Exception exception) =>
        exception
            is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
                or SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain,
                };

    private static bool IsOfTls(Exception exception) =>
        exception
            is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
                or AuthenticationException;

    private static bool IsOfAnotherProtocol(Exception exception) =>
        exception
            is JsonException
                or NotSupportedException
                or HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
                or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse };
}
