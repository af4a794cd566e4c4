using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Attempts;

/// <summary>Reads an owner's gRPC error as the contract defines it. Pure.</summary>
internal static class AttemptFailures
{
    /// <summary>Nothing came, and nobody said why.</summary>
    public const string SilentCause = "silent";

    public static AttemptFailure From(RpcException exception, Choice choice)
    {
        var detail = FailureDetail.Of(exception.Trailers);
        return exception.StatusCode switch
        {
            StatusCode.InvalidArgument => Refused(choice, detail),
            StatusCode.NotFound => Gone(choice),
            StatusCode.FailedPrecondition => Stale(choice),
            StatusCode.ResourceExhausted when detail.IsDeadline() => TooLate(choice, detail),
            StatusCode.ResourceExhausted => Busy(choice, detail),
            StatusCode.DeadlineExceeded => Silent(choice) with
            {
                Error = Error(PlacementErrorKind.TimedOut, choice, detail, "timed out", "timed_out"),
            },
            StatusCode.Unavailable when detail is null => OwnerAway(choice),
            StatusCode.Unavailable when detail.IsLeaving() => Leaving(choice, detail),
            StatusCode.Unavailable => Failed(choice, detail, "is unavailable", "unavailable"),
            _ => Failed(choice, detail, "failed", "failed"),
        };
    }

    /// <summary>The stream ended without its last message.</summary>
    public static AttemptFailure BrokenOff(Choice choice) =>
        Failed(choice, null, "broke off", "stream_broken") with
        {
            Cause = FailureCause.Transport,
        };

    public static AttemptFailure Silent(Choice choice) =>
        new(
            Error(PlacementErrorKind.TimedOut, choice, null, "fell silent", SilentCause),
            TryElsewhere: true,
            AttemptResult.Failed
        )
        {
            Cause = FailureCause.Transport,
        };

    /// <summary>The caller's deadline ended the wait, and not a limit of ours: a replica is not bad for being asked too much.</summary>
    public static AttemptFailure DeadlineOver(Choice choice) =>
        new(
            Error(PlacementErrorKind.TimedOut, choice, null, "was still silent at the deadline", "deadline_passed"),
            TryElsewhere: true,
            AttemptResult.NotItsFault
        );

    /// <summary>The router's choice leads nowhere: the replica is not to blame, and the next choice may be right.</summary>
    public static AttemptFailure NoAddress(Choice choice) =>
        new(
            new PlacementError(
                PlacementErrorKind.NoReplica,
                $"Replica '{choice.Replica}' has no owner that can be reached."
            )
            {
                Cause = "no_address",
            },
            TryElsewhere: true,
            AttemptResult.NotItsFault
        )
        {
            IsBeforeWork = true,
        };

    private static AttemptFailure Refused(Choice choice, InferenceFailure? detail) =>
        new(
            new PlacementError(
                PlacementErrorKind.ReplicaRefused,
                $"Model '{choice.Model}' refused the request{detail.Because()}."
            )
            {
                Cause = detail.CauseOr("replica_refused"),
                Model = choice.Model,
            },
            detail?.TryElsewhere ?? false,
            AttemptResult.NotItsFault
        );

    private static AttemptFailure Gone(Choice choice) =>
        new(
            new PlacementError(PlacementErrorKind.UnknownModel, $"The model '{choice.Model}' does not exist.")
            {
                Cause = "model_not_found",
                Model = choice.Model,
            },
            TryElsewhere: true,
            AttemptResult.NotItsFault
        );

    private static AttemptFailure Stale(Choice choice) =>
        new(
            new PlacementError(PlacementErrorKind.NoReplica, $"Replica '{choice.Replica}' has just changed its owner.")
            {
                Cause = "stale_epoch",
                RetryAfter = TimeSpan.FromSeconds(1),
            },
            TryElsewhere: true,
            AttemptResult.NotItsFault,
            IsOwnerAway: true
        );

    /// <summary>The worker itself cannot be reached: what one says of its replica comes with a trailer.</summary>
    private static AttemptFailure OwnerAway(Choice choice) =>
        new(
            new PlacementError(
                PlacementErrorKind.UpstreamFailed,
                $"The worker that owns replica '{choice.Replica}' cannot be reached."
            )
            {
                Cause = "unavailable",
                RetryAfter = TimeSpan.FromSeconds(1),
            },
            TryElsewhere: true,
            AttemptResult.NotItsFault,
            IsOwnerAway: true
        );

    private static AttemptFailure Busy(Choice choice, InferenceFailure? detail) =>
        new(
            new PlacementError(
                PlacementErrorKind.AllBusy,
                $"Every replica that could answer is busy with model '{choice.Model}'."
            )
            {
                Cause = detail.CauseOr("busy"),
                RetryAfter = detail.Wait(),
            },
            TryElsewhere: true,
            AttemptResult.Busy
        )
        {
            Cause = FailureCause.Busy,
        };

    private static AttemptFailure TooLate(Choice choice, InferenceFailure? detail) =>
        new(
            new PlacementError(
                PlacementErrorKind.AllBusy,
                $"Replica '{choice.Replica}' would not begin to answer before the request's deadline{detail.Because()}."
            )
            {
                Cause = detail.CauseOr("deadline"),
                RetryAfter = detail.Wait(),
            },
            TryElsewhere: true,
            AttemptResult.NotItsFault
        );

    private static AttemptFailure Leaving(Choice choice, InferenceFailure? detail) =>
        Failed(choice, detail, "takes no new work", "draining") with
        {
            Report = AttemptResult.NotItsFault,
            Cause = FailureCause.Unspecified,
            IsBeforeWork = true,
        };

    private static AttemptFailure Failed(Choice choice, InferenceFailure? detail, string what, string cause) =>
        new(
            Error(PlacementErrorKind.UpstreamFailed, choice, detail, what, cause),
            detail?.TryElsewhere ?? true,
            AttemptResult.Failed
        )
        {
            Cause = detail.BreakerCause(),
            IsBeforeWork = detail.IsBeforeWork(),
        };

    private static PlacementError Error(
        PlacementErrorKind kind,
        Choice choice,
        InferenceFailure? detail,
        string what,
        string cause
    ) =>
        new(kind, $"Replica '{choice.Replica}' {what} while it ran '{choice.Model}'{detail.Because()}.")
        {
            Cause = detail.CauseOr(cause),
            RetryAfter = detail.Wait(),
        };
}
