using System.Net;
using Polly;
using Polly.Timeout;

namespace Orchestrator.ServiceDefaults;

/// <summary>Which outcomes are worth another attempt. Pure.</summary>
internal static class TransientFailure
{
    /// <summary>The connection never came to be, so nothing runs twice. "Busy" is an answer, not a fault.</summary>
    public static bool BeforeAnythingWasSent(Outcome<object> outcome) =>
        outcome.Exception
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            };

    public static bool AnyError(Outcome<object> outcome) =>
        outcome.Exception is not (null or OperationCanceledException);

    public static bool OfHttp(Outcome<object> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException || HasTransientStatus(outcome.Result);

    private static bool HasTransientStatus(object? result) =>
        result is HttpResponseMessage response
        && response.StatusCode
            is >= HttpStatusCode.InternalServerError
                or HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests;
}
