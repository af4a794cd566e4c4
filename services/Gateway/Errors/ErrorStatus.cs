namespace Orchestrator.Gateway.Errors;

/// <summary>The HTTP status of each kind of error: the same in every dialect.</summary>
internal static class ErrorStatus
{
    /// <summary>What a client is told to wait when nobody knows better.</summary>
    private static readonly TimeSpan _defaultRetryAfter = TimeSpan.FromSeconds(1);

    public static int Of(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.InvalidRequest or ErrorKind.NotCapable or ErrorKind.ReplicaRefused =>
                StatusCodes.Status400BadRequest,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.UnknownPath or ErrorKind.UnknownModel or ErrorKind.UnknownRun or ErrorKind.UnknownReplica =>
                StatusCodes.Status404NotFound,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.ChangedMeanwhile => StatusCodes.Status412PreconditionFailed,
            ErrorKind.WrongVerb => StatusCodes.Status405MethodNotAllowed,
            ErrorKind.BodyTimedOut => StatusCodes.Status408RequestTimeout,
            ErrorKind.BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
            ErrorKind.UpstreamFailed => StatusCodes.Status502BadGateway,
            ErrorKind.TimedOut => StatusCodes.Status504GatewayTimeout,
            ErrorKind.Fault => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status503ServiceUnavailable,
        };

    /// <summary>Seconds for the Retry-After header; null when the error has none.</summary>
    public static int? RetryAfterSeconds(GatewayError error)
    {
        var wait = error.RetryAfter ?? (RetriesSoon(error.Kind) ? _defaultRetryAfter : null);
        return wait is { } span ? Math.Max(1, (int)Math.Ceiling(span.TotalSeconds)) : null;
    }

    private static bool RetriesSoon(ErrorKind kind) =>
        kind is ErrorKind.AllBusy or ErrorKind.Overloaded or ErrorKind.Stopping;
}
