using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>How a failed call is told: one gRPC status, and an InferenceFailure in a trailer.</summary>
internal static class FailureMapping
{
    public static RpcException InvalidArgument(RequestProblem problem) =>
        ToRpc(new CallFailedException(CallFailure.InvalidRequest, problem.ToString()));

    public static RpcException ToRpc(CallFailedException exception) =>
        ToRpc(
            ToStatus(exception.Failure),
            new InferenceFailure
            {
                Stage = exception.Failure == CallFailure.LoadTimedOut ? "first_token" : "admission",
                Cause = Snake(exception.Failure.ToString()),
                Detail = exception.Message,
                TryElsewhere = exception.Failure != CallFailure.InvalidRequest,
                RetryAfter = exception.RetryAfter is { } wait ? Duration.FromTimeSpan(wait) : null,
            }
        );

    public static RpcException ToRpc(InferenceError error) =>
        ToRpc(
            ToStatus(error),
            new InferenceFailure
            {
                Stage = Snake(error.Stage.ToString()),
                Cause = Snake(error.Cause.ToString()),
                Detail = error.Message,
                // Never again after the first byte; and what is wrong here is wrong everywhere.
                TryElsewhere = error.Stage != InferenceStage.Stream && error.Cause != InferenceCause.Refused,
                RetryAfter = error.RetryAfter?.ToDuration(),
            }
        );

    private static StatusCode ToStatus(CallFailure failure) =>
        failure switch
        {
            CallFailure.InvalidRequest => StatusCode.InvalidArgument,
            CallFailure.UnknownReplica => StatusCode.NotFound,
            CallFailure.ModelInUse => StatusCode.FailedPrecondition,
            CallFailure.NoModelStore => StatusCode.Unimplemented,
            CallFailure.NotOwner or CallFailure.OldEpoch => StatusCode.FailedPrecondition,
            CallFailure.ModelNotLoaded => StatusCode.FailedPrecondition,
            CallFailure.QueueFull or CallFailure.WaitTooLong => StatusCode.ResourceExhausted,
            CallFailure.Deadline or CallFailure.Busy => StatusCode.ResourceExhausted,
            CallFailure.Preempted => StatusCode.Aborted,
            _ => StatusCode.Unavailable,
        };

    private static StatusCode ToStatus(InferenceError error) =>
        error.Cause switch
        {
            _ when error.Stage == InferenceStage.Stream => StatusCode.Aborted,
            InferenceCause.Refused => StatusCode.InvalidArgument,
            InferenceCause.ModelNotFound => StatusCode.NotFound,
            // The replica's own queue is full: load, not a fault.
            InferenceCause.Busy => StatusCode.ResourceExhausted,
            _ => StatusCode.Unavailable,
        };

    private static RpcException ToRpc(StatusCode status, InferenceFailure failure) =>
        new(
            new Status(status, failure.Detail.Length > 0 ? failure.Detail : failure.Cause),
            new Metadata { { TrailerNames.Error, failure.ToByteArray() } }
        );

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
