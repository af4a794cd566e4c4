using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Runs.Answers;

/// <summary>What a worker is asked to run. Pure.</summary>
internal static class StartRunRequests
{
    public static StartRunRequest From(string runId, Question question, RouteResponse decision)
    {
        var request = new StartRunRequest
        {
            RunId = runId,
            Strategy = decision.Strategy,
            Tenant = question.Terms.Tenant,
            Priority = question.Terms.Priority,
            Sampling = question.Sampling,
            Task = decision.Classification?.Task ?? "",
            Language = decision.Classification?.Language ?? "",
            Sequential = !decision.Parallel,
            Members = decision.Members,
            LatencyWeight = decision.LatencyWeight,
            CostWeight = decision.CostWeight,
        };
        request.Messages.AddRange(question.Messages);
        request.Models.AddRange(decision.Models);
        request.Outlooks.AddRange(decision.Outlooks);
        return request;
    }
}
