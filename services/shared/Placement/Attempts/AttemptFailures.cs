using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Attempts;

/// <summary>Reads an owner's gRPC error as the contract defines it. Pure.</summary>
internal static class AttemptFailures
{
    public static AttemptFailure From(RpcException exception, Choice choice)
    {
        var detail = Detail(exception.Trailers);
        return exception.StatusCode switch
        {
            StatusCode.InvalidArgument => Refused(choice, detail),
            StatusCode.NotFound => Gone(choice),
            StatusCode.FailedPrecondition => Stale(choice),
            StatusCode.ResourceExhausted => Busy(choice, detail),
            StatusCode.DeadlineExceeded => Failed(
                PlacementErrorKind.TimedOut,
                choice,
                detail,
                "timed out",
                "timed_out"
            ),
            StatusCode.Unavailable when detail is null => OwnerAway(choice),
            StatusCode.Unavailable => Failed(
                PlacementErrorKind.UpstreamFailed,
                choice,
                detail,
                "is unavailable",
                "unavailable"
            ),
            _ => Failed(PlacementErrorKind.UpstreamFailed, choice, detail, "failed", "failed"),
        };
    }

    /// <summary>The stream ended without its last message.</summary>
    public static AttemptFailure BrokenOff(Choice choice) =>
        Failed(PlacementErrorKind.UpstreamFailed, choice, null, "broke off", "stream_broken");

    public static AttemptFailure Silent(Choice choice) =>
        Failed(PlacementErrorKind.TimedOut, choice, null, "fell silent", "silent");

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
        );

    private static InferenceFailure? Detail(Metadata trailers)
    {
        try
        {
            return trailers.GetValueBytes(TrailerNames.Error) is { } bytes
                ? InferenceFailure.Parser.ParseFrom(bytes)
                : null;
        }
        catch (InvalidProtocolBufferException)
        {
            // A trailer of some other version says nothing; the status still does.
            return null;
        }
    }

    private static AttemptFailure Refused(Choice choice, InferenceFailure? detail) =>
        new(
            new PlacementError(
                PlacementErrorKind.ReplicaRefused,
                $"Model '{choice.Model}' refused the request{Because(detail)}."
            )
            {
                Cause = Cause(detail, "replica_refused"),
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
                Cause = Cause(detail, "busy"),
            },
            TryElsewhere: true,
            AttemptResult.Busy
        );

    private static AttemptFailure Failed(
        PlacementErrorKind kind,
        Choice choice,
        InferenceFailure? detail,
        string what,
        string cause
    ) =>
        new(
            new PlacementError(
                kind,
                $"Replica '{choice.Replica}' {what} while it ran '{choice.Model}'{Because(detail)}."
            )
            {
                Cause = Cause(detail, cause),
            },
            detail?.TryElsewhere ?? true,
            AttemptResult.Failed
        );

    private static string Because(InferenceFailure? detail) =>
        string.IsNullOrWhiteSpace(detail?.Detail) ? "" : $": {detail.Detail.Trim().TrimEnd('.')}";

    private static string Cause(InferenceFailure? detail, string otherwise) =>
        string.IsNullOrEmpty(detail?.Cause) ? otherwise : detail.Cause;
}
