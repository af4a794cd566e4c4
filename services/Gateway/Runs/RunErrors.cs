using System.Globalization;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Gateway.Runs;

/// <summary>Why a run of several steps gives no answer here, or not the rest of it. Pure.</summary>
internal static class RunErrors
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(2);

    /// <summary>Nobody has taken the run, or a worker says that the request is wrong.</summary>
    public static PlacementError NotTaken(Status status) =>
        status.StatusCode switch
        {
            StatusCode.InvalidArgument => new(
                PlacementErrorKind.ReplicaRefused,
                $"The run was refused: {status.Detail}"
            )
            {
                Cause = "run_refused",
            },
            StatusCode.ResourceExhausted => new(
                PlacementErrorKind.AllBusy,
                "Every worker has as many runs as it takes."
            )
            {
                Cause = "workers_busy",
                RetryAfter = _retryAfter,
            },
            _ => NoWorker("No worker takes runs at the moment."),
        };

    /// <summary>Nobody says how a run stands.</summary>
    public static PlacementError NoWorker(string message) =>
        new(PlacementErrorKind.NoReplica, message) { Cause = "no_worker", RetryAfter = _retryAfter };

    /// <summary>The workers know nothing of a run that one of them has acknowledged.</summary>
    public static PlacementError Forgotten(string runId) =>
        new(PlacementErrorKind.UpstreamFailed, $"No worker knows the run {runId}.") { Cause = "run_unknown" };

    public static PlacementError Lost(string runId) =>
        GoesOn("No worker gives news of the run any more.", "run_lost", runId);

    /// <summary>The answer is written anew, by another worker or another model: what was sent need not be its beginning.</summary>
    public static PlacementError Rewritten(string runId) =>
        GoesOn("This answer broke off and is written anew, perhaps in other words.", "answer_rewritten", runId);

    /// <summary>Pieces are missing in the middle.</summary>
    public static PlacementError Torn(string runId) =>
        GoesOn("A part of this answer was lost on its way.", "answer_torn", runId);

    /// <summary>The answer as it is kept does not begin with what was sent.</summary>
    public static PlacementError Differs(string runId) =>
        new(
            PlacementErrorKind.UpstreamFailed,
            $"What was sent is not how this answer ended. The whole answer is at {Place(runId)}."
        )
        {
            Cause = "answer_differs",
        };

    public static PlacementError DeadlinePassed =>
        new(
            PlacementErrorKind.TimedOut,
            "No piece of the answer came before the deadline that the request sets. The run was stopped."
        )
        {
            Cause = "deadline_passed",
        };

    public static PlacementError TimedOut(TimeSpan limit, string option) =>
        new(
            PlacementErrorKind.TimedOut,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The run gave nothing within {limit.TotalSeconds} s, the limit set by "
                    + $"{SeveralStepsLimits.SectionName}:{option}. It was stopped."
            )
        )
        {
            Cause = "run_timed_out",
        };

    /// <summary>The run itself has failed.</summary>
    public static PlacementError Failed(RunView run) =>
        new(Kind(run.Cause), run.Message.Length > 0 ? run.Message : $"The run {run.RunId} has failed.")
        {
            Cause = run.Cause.Length > 0 ? run.Cause : "run_failed",
        };

    private static PlacementErrorKind Kind(string cause) =>
        cause switch
        {
            "all_busy" or "queue_full" or "busy" => PlacementErrorKind.AllBusy,
            "no_replica" => PlacementErrorKind.NoReplica,
            "not_capable" => PlacementErrorKind.NotCapable,
            "unknown_model" or "model_not_found" => PlacementErrorKind.UnknownModel,
            "router_unavailable" => PlacementErrorKind.RouterUnavailable,
            "replica_refused" => PlacementErrorKind.ReplicaRefused,
            "timed_out" or "first_token_timed_out" => PlacementErrorKind.TimedOut,
            _ => PlacementErrorKind.UpstreamFailed,
        };

    private static PlacementError GoesOn(string what, string cause, string runId) =>
        new(PlacementErrorKind.UpstreamFailed, $"{what} The run goes on; its result will be at {Place(runId)}.")
        {
            Cause = cause,
        };

    private static string Place(string runId) => $"GET /api/runs/{runId}";
}
