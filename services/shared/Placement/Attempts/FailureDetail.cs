using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Placement.Attempts;

/// <summary>What an owner says of a failure beyond its gRPC status. Pure.</summary>
internal static class FailureDetail
{
    /// <summary>Nobody may send clients away for longer.</summary>
    private static readonly TimeSpan _longestRetryAfter = TimeSpan.FromHours(1);

    /// <returns>Null when there is none: then not the owner has spoken, or one of another version.</returns>
    public static InferenceFailure? Of(Metadata trailers)
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

    public static string Because(this InferenceFailure? detail) =>
        string.IsNullOrWhiteSpace(detail?.Detail) ? "" : $": {detail.Detail.Trim().TrimEnd('.')}";

    public static string CauseOr(this InferenceFailure? detail, string otherwise) =>
        string.IsNullOrEmpty(detail?.Cause) ? otherwise : detail.Cause;

    public static TimeSpan? Wait(this InferenceFailure? detail) =>
        Durations.Read(detail?.RetryAfter) is { } wait
            ? TimeSpan.FromTicks(Math.Min(wait.Ticks, _longestRetryAfter.Ticks))
            : null;

    /// <summary>The owner has not even reached its replica.</summary>
    public static bool IsBeforeWork(this InferenceFailure? detail) => detail?.Stage == "connect";

    /// <summary>The caller's own deadline is too short for the queue there: no fault, and no load that others have to know of.</summary>
    public static bool IsDeadline(this InferenceFailure? detail) =>
        detail?.Cause.Contains("deadline", StringComparison.Ordinal) ?? false;

    /// <summary>The replica, or its owner, takes no new work on purpose.</summary>
    public static bool IsLeaving(this InferenceFailure? detail) => detail?.Cause is "draining" or "stopping";

    /// <summary>A replica that says itself that it failed, apart from one of which nothing, or half an answer, is heard.</summary>
    public static FailureCause BreakerCause(this InferenceFailure? detail) =>
        detail?.Cause is "connect_failed" or "first_token_timed_out" or "idle_timed_out" or "stream_broken"
            ? FailureCause.Transport
            : FailureCause.Server;
}
