using Grpc.Core;

namespace Orchestrator.ServiceDefaults;

/// <summary>The one table from an exception to a gRPC status. Pure.</summary>
internal static class ErrorStatus
{
    /// <param name="exception">What the handler threw.</param>
    /// <param name="isGone">Whether the call is cancelled: hung up by the caller, or past its deadline.</param>
    /// <param name="isLate">Whether the deadline of the call has passed.</param>
    /// <param name="traceId">What the caller may quote so that the log line is found.</param>
    public static Status Of(Exception exception, bool isGone, bool isLate, string? traceId) =>
        exception switch
        {
            _ when isLate => new Status(StatusCode.DeadlineExceeded, "The deadline of the call has passed."),
            // Whatever broke after the caller hung up, nobody is there to be told.
            _ when isGone => new Status(StatusCode.Cancelled, "The call was cancelled."),
            OperationCanceledException => new Status(StatusCode.Cancelled, "The work was cancelled."),
            TimeoutException => new Status(StatusCode.DeadlineExceeded, "A time limit of the service has passed."),
            ArgumentException argument => new Status(StatusCode.InvalidArgument, Named(argument)),
            _ => new Status(StatusCode.Internal, $"Something went wrong in the service. Trace: {traceId ?? "none"}."),
        };

    // The message of an exception may quote the value; the name of the field is all that a peer gets.
    private static string Named(ArgumentException exception) =>
        exception.ParamName is { Length: > 0 } name
            ? $"The argument '{name}' is not valid."
            : "An argument is not valid.";
}
