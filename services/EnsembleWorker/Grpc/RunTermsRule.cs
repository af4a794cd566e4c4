using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>What a StartRun request may say of budget, time, members and what is expected of models. Pure; null means right.</summary>
internal static class RunTermsRule
{
    private const int MaxSeconds = 7 * 24 * 3600;
    private const int MaxNanos = 999_999_999;

    public static RequestProblem? Check(StartRunRequest request, int maxModels) =>
        CheckBudget(request.Budget)
        ?? CheckTime(request.Deadline, "deadline")
        ?? CheckMembers(request.Members, maxModels)
        ?? CheckOutlooks(request)
        ?? CheckWeight(request.LatencyWeight, "latency_weight")
        ?? CheckWeight(request.CostWeight, "cost_weight");

    // A budget of nothing would be a run that cannot do anything: that is a mistake, not a wish.
    private static RequestProblem? CheckBudget(RunBudget? budget) =>
        budget is null ? null
        : budget is { HasCalls: true, Calls: 0 } ? new RequestProblem("budget.calls", "must be at least 1")
        : budget is { HasTokens: true, Tokens: 0 } ? new RequestProblem("budget.tokens", "must be at least 1")
        : budget.HasGpuSeconds && !(budget.GpuSeconds > 0 && double.IsFinite(budget.GpuSeconds))
            ? new RequestProblem("budget.gpu_seconds", "must be above 0")
        : CheckTime(budget.WallTime, "budget.wall_time");

    private static RequestProblem? CheckTime(Duration? time, string field) =>
        time is null ? null
        : time.Nanos is < 0 or > MaxNanos || time.Seconds < 0 || time is { Seconds: 0, Nanos: 0 }
            ? new RequestProblem(field, "must be above 0")
        : time.Seconds >= MaxSeconds ? new RequestProblem(field, $"must be less than {MaxSeconds} s")
        : null;

    private static RequestProblem? CheckMembers(uint members, int most) =>
        members > most ? new RequestProblem("members", $"must be at most {most}") : null;

    private static RequestProblem? CheckOutlooks(StartRunRequest request)
    {
        if (request.Outlooks.Count > request.Models.Count)
        {
            return new RequestProblem("outlooks", "has more items than models");
        }

        for (var i = 0; i < request.Outlooks.Count; i++)
        {
            var outlook = request.Outlooks[i];
            if (!request.Models.Contains(outlook.Model, StringComparer.OrdinalIgnoreCase))
            {
                return new RequestProblem($"outlooks[{i}].model", "must be one of models");
            }

            if (RunRequestRule.CheckLabel(outlook.Family, $"outlooks[{i}].family") is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static RequestProblem? CheckWeight(double weight, string field) =>
        weight >= 0 && double.IsFinite(weight) ? null : new RequestProblem(field, "must be 0 or above");
}
