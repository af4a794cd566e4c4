using Grpc.Core;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Runs;

namespace Orchestrator.Gateway.Native;

/// <summary>Why a worker did not do with a run what it was told to. Pure.</summary>
internal static class RunControlErrors
{
    private const int MaxFieldChars = 64;

    public static GatewayError Of(Status status, string runId) =>
        status.StatusCode switch
        {
            StatusCode.NotFound => new(ErrorKind.UnknownRun, $"There is no run of several steps with the id {runId}.")
            {
                Cause = "unknown_run",
            },
            StatusCode.FailedPrecondition => new(ErrorKind.Conflict, status.Detail) { Cause = "run_state" },
            StatusCode.InvalidArgument => Refused(status),
            _ => RunErrors.NoWorker("No worker takes orders for this run at the moment.").ToGateway(),
        };

    /// <summary>A worker's words begin with the name of the field: "text must not be empty".</summary>
    public static GatewayError Refused(Status status)
    {
        var space = status.Detail.IndexOf(' ', StringComparison.Ordinal);
        return space is > 0 and <= MaxFieldChars
            ? GatewayError.Invalid([new FieldProblem(status.Detail[..space].Trim('\''), status.Detail[(space + 1)..])])
            : new GatewayError(ErrorKind.InvalidRequest, status.Detail) { Cause = "invalid_request" };
    }
}
