using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;

namespace Orchestrator.Router.Grpc;

/// <summary>Checks a request against the named limits; what is wrong names its field.</summary>
internal static class RouteValidation
{
    private static readonly string[] _roles = ["system", "user", "assistant", "tool"];

    /// <exception cref="RpcException">INVALID_ARGUMENT, naming the field.</exception>
    public static RouteInput ToInput(RouteRequest request, RouterOptions limits)
    {
        CheckName("run_id", request.RunId, limits, mayBeEmpty: request.DryRun);
        CheckName("requested_model", request.RequestedModel.Trim(), limits, mayBeEmpty: false);
        CheckTurns(request, limits);
        Require(
            request.FailedReplicas.Count <= limits.MaxFailedReplicas,
            "failed_replicas",
            $"names {request.FailedReplicas.Count} replicas; at most {limits.MaxFailedReplicas} are allowed"
        );
        return new RouteInput(
            request.RunId,
            request.RequestedModel,
            [.. request.Turns.Select(turn => new ConversationTurn(turn.Role, turn.Text))],
            request.TotalChars,
            ToInt(request.ToolCount),
            ToInt(request.ImageCount),
            request.WantsJson,
            request.WantsThinking,
            ToInt(request.MaxTokens),
            [.. request.FailedReplicas],
            request.DryRun
        );
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT, naming the field.</exception>
    public static void Check(AttemptReport report, RouterOptions limits)
    {
        CheckName("run_id", report.RunId, limits, mayBeEmpty: false);
        CheckName("replica", report.Replica, limits, mayBeEmpty: false);
        var isKnown = report.Result != AttemptResult.Unspecified && Enum.IsDefined(report.Result);
        Require(isKnown, "result", "has to say what became of the attempt");
    }

    private static void CheckTurns(RouteRequest request, RouterOptions limits)
    {
        Require(request.Turns.Count > 0, "turns", "must not be empty");
        Require(
            request.Turns.Count <= limits.MaxTurns,
            "turns",
            $"has {request.Turns.Count} entries; at most {limits.MaxTurns} are allowed"
        );
        long chars = 0;
        for (var i = 0; i < request.Turns.Count; i++)
        {
            Require(
                _roles.Contains(request.Turns[i].Role),
                $"turns[{i}].role",
                $"must be one of {string.Join(", ", _roles)}"
            );
            chars += request.Turns[i].Text.Length;
        }

        Require(
            chars <= limits.MaxTotalChars,
            "turns",
            $"has {chars} characters; at most {limits.MaxTotalChars} are allowed"
        );
    }

    private static void CheckName(string field, string value, RouterOptions limits, bool mayBeEmpty)
    {
        Require(mayBeEmpty || value.Length > 0, field, "must not be empty");
        Require(
            value.Length <= limits.MaxNameChars,
            field,
            $"has {value.Length} characters; at most {limits.MaxNameChars} are allowed"
        );
    }

    private static void Require(bool holds, string field, string what)
    {
        if (!holds)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"{field} {what}."));
        }
    }

    private static int ToInt(uint value) => (int)Math.Min(value, 10_000_000);
}
