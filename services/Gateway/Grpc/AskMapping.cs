using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Gateway.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.Grpc;

/// <summary>The gRPC dialect: questions in, pieces and statuses out. Pure.</summary>
internal static class AskMapping
{
    public static Question ToQuestion(AskRequest request, FieldProblems problems)
    {
        if (request.Messages.Count == 0)
        {
            problems.Add("messages", "must have at least one message");
        }

        for (var index = 0; index < request.Messages.Count; index++)
        {
            if (request.Messages[index].Role is not ("system" or "user" or "assistant" or "tool"))
            {
                problems.Add($"messages[{index}].role", "must be system, user, assistant or tool");
            }
        }

        return new Question
        {
            Model = ModelName.Read(request.Model, problems),
            Messages = request.Messages,
            Tools = request.Tools,
            Sampling = request.Sampling ?? new Sampling(),
            Format = request.ResponseFormat,
            Thinking = request.Thinking,
        };
    }

    public static AskChunk ToOrigin(AnswerOrigin origin) =>
        new()
        {
            Origin = new Origin
            {
                RunId = origin.RunId,
                Choice = origin.Choice,
                Classification = origin.Classification,
                Strategy = origin.Strategy,
            },
        };

    /// <exception cref="RpcException">The answer broke off.</exception>
    public static AskChunk ToChunk(AnswerChunk chunk) =>
        chunk switch
        {
            { Delta: { } delta } => new AskChunk { Delta = delta },
            { Finished: { } finished } => new AskChunk { Finished = finished },
            { Failure: { } failure } => throw ToStatus(failure.ToGateway(), hasBegun: true),
            _ => throw new ArgumentException("A chunk has exactly one part.", nameof(chunk)),
        };

    public static RpcException ToStatus(GatewayError error, bool hasBegun)
    {
        var failure = new InferenceFailure
        {
            Stage = hasBegun ? "stream" : "admission",
            Cause = error.Cause,
            Detail = error.Message,
            RetryAfter = error.RetryAfter?.ToDuration(),
        };
        var trailers = new Metadata { { TrailerNames.Error, failure.ToByteArray() } };
        return new RpcException(new Status(Code(error.Kind, hasBegun), error.Message), trailers);
    }

    private static StatusCode Code(ErrorKind kind, bool hasBegun) =>
        kind switch
        {
            _ when hasBegun => StatusCode.Aborted,
            ErrorKind.InvalidRequest or ErrorKind.ReplicaRefused => StatusCode.InvalidArgument,
            ErrorKind.UnknownModel => StatusCode.NotFound,
            ErrorKind.NotCapable => StatusCode.FailedPrecondition,
            ErrorKind.AllBusy or ErrorKind.Overloaded => StatusCode.ResourceExhausted,
            ErrorKind.TimedOut => StatusCode.DeadlineExceeded,
            ErrorKind.Fault => StatusCode.Internal,
            _ => StatusCode.Unavailable,
        };
}
