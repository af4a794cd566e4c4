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
        CheckCount("failed_replicas", request.FailedReplicas.Count, limits.MaxFailedReplicas);
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
        ).With(request, limits);
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT, naming the field.</exception>
    public static void Check(AttemptReports request, RouterOptions limits)
    {
        CheckCount("reports", request.Reports.Count, limits.MaxReports);
        foreach (var report in request.Reports)
        {
            CheckName("run_id", report.RunId, limits, mayBeEmpty: false);
            CheckName("replica", report.Replica, limits, mayBeEmpty: false);
            CheckName("model", report.Model, limits, mayBeEmpty: true);
            if (report.Result == AttemptResult.Unspecified || !Enum.IsDefined(report.Result))
            {
                throw Wrong("result", "has to say what became of the attempt");
            }
        }
    }

    private static void CheckTurns(RouteRequest request, RouterOptions limits)
    {
        if (request.Turns.Count == 0)
        {
            throw Wrong("turns", "must not be empty");
        }

        CheckCount("turns", request.Turns.Count, limits.MaxTurns);
        long chars = 0;
        for (var i = 0; i < request.Turns.Count; i++)
        {
            if (!_roles.Contains(request.Turns[i].Role))
            {
                throw Wrong($"turns[{i}].role", $"must be one of {string.Join(", ", _roles)}");
            }

            chars += request.Turns[i].Text.Length;
        }

        if (chars > limits.MaxTotalChars)
        {
            throw Wrong("turns", $"has {chars} characters; at most {limits.MaxTotalChars} are allowed");
        }
    }

    internal static void CheckCount(string field, int count, int most)
    {
        if (count > most)
        {
            throw Wrong(field, $"has {count} entries; at most {most} are allowed");
        }
    }

    internal static void CheckName(string field, string value, RouterOptions limits, bool mayBeEmpty)
    {
        if (value.Length == 0 && !mayBeEmpty)
        {
            throw Wrong(field, "must not be empty");
        }

        if (value.Length > limits.MaxNameChars)
        {
            throw Wrong(field, $"has {value.Length} characters; at most {limits.MaxNameChars} are allowed");
        }
    }

    internal static RpcException Wrong(string field, string what) =>
        new(new Status(StatusCode.InvalidArgument, $"{field} {what}."));

    private static int ToInt(uint value) => (int)Math.Min(value, 10_000_000);
}
