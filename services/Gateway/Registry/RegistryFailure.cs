using Grpc.Core;
using Orchestrator.Contracts;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Registry;

/// <summary>What the profiler answers when it does not do what it was asked, in the gateway's own kinds. Pure.</summary>
internal static class RegistryFailure
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(2);

    /// <param name="failure">Of the call.</param>
    /// <param name="isModel">Whether a model was asked about; a replica otherwise.</param>
    public static GatewayError ToError(RpcException failure, bool isModel) =>
        failure.StatusCode switch
        {
            StatusCode.InvalidArgument => Invalid(failure),
            StatusCode.NotFound => Of(isModel ? ErrorKind.UnknownModel : ErrorKind.UnknownReplica, failure),
            StatusCode.AlreadyExists or StatusCode.FailedPrecondition => Of(ErrorKind.Conflict, failure),
            StatusCode.Aborted => Of(ErrorKind.ChangedMeanwhile, failure),
            StatusCode.ResourceExhausted => Of(ErrorKind.Overloaded, failure),
            _ => new GatewayError(
                ErrorKind.ProfilerUnavailable,
                failure.StatusCode == StatusCode.Unavailable
                && failure.Status.Detail.Contains("database", StringComparison.Ordinal)
                    ? failure.Status.Detail
                    : "The profiler does not answer; nothing is known to have changed."
            )
            {
                Cause = "profiler_unavailable",
                RetryAfter = _retryAfter,
            },
        };

    private static GatewayError Of(ErrorKind kind, RpcException failure) =>
        new(kind, failure.Status.Detail) { Cause = "registry_refused" };

    /// <summary>The profiler names the field and says what it expects of it: "'priority' must be from 1 to 10."</summary>
    private static GatewayError Invalid(RpcException failure)
    {
        var field = failure.Trailers.GetValue(TrailerNames.Field) ?? "";
        var start = $"'{field}' ";
        var detail = failure.Status.Detail;
        return field.Length > 0 && detail.StartsWith(start, StringComparison.Ordinal)
            ? GatewayError.Invalid([new FieldProblem(field, detail[start.Length..].TrimEnd('.'))])
            : new GatewayError(ErrorKind.InvalidRequest, detail) { Cause = "invalid_request" };
    }
}
