using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>What a router may answer.</summary>
internal static class Decisions
{
    public static RouteResponse Of(params Choice[] choices)
    {
        var response = new RouteResponse
        {
            DecisionId = "d1",
            Strategy = "single",
            Propensity = 1,
            Classification = new Classification
            {
                Task = "code",
                Language = "ko",
                Probability = 0.75,
                Tier = "rules",
                Evidence = { "code_fence" },
            },
            Explanation = new Explanation { English = "Code.", Korean = "코드입니다." },
        };
        response.Choices.AddRange(choices);
        return response;
    }

    public static RouteResponse Ensemble(params string[] models)
    {
        var response = Of([.. models.Select(model => At(new Uri("http://127.0.0.1:9"), $"on-{model}", model: model))]);
        response.Strategy = "ensemble";
        response.Models.AddRange(models);
        return response;
    }

    public static Choice At(Uri worker, string replica, ulong epoch = 1, string model = "qwen3:8b") =>
        new()
        {
            Model = model,
            Replica = replica,
            Epoch = epoch,
            Worker = "worker-1",
            WorkerAddress = worker.ToString(),
            Resident = true,
            Reasons = { "task_code", "resident" },
        };

    public static RouteResponse Refusal(RefusalReason reason, TimeSpan? retryAfter = null)
    {
        var response = Of();
        response.Refusal = new Refusal
        {
            Reason = reason,
            Explanation = new Explanation { English = "Because of the fake.", Korean = "가짜라서요." },
            RetryAfter = retryAfter is { } wait ? Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(wait) : null,
        };
        return response;
    }
}
