using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Workflow;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>Which workflow a StartRun request names. Pure; null means that there is one such.</summary>
internal static class WorkflowRequestRule
{
    private const string Field = "workflow";

    public static RequestProblem? Check(StartRunRequest request, WorkflowSet workflows)
    {
        if (request.Strategy != WorkflowNames.Strategy)
        {
            return request.Workflow.Length == 0
                ? null
                : new RequestProblem(Field, $"must be empty for the strategy '{request.Strategy}'");
        }

        return workflows.Find(request.Workflow) is not null ? null
            : workflows.Names.Count == 0 ? new RequestProblem("strategy", "needs workflows, and this worker has none")
            : request.Workflow.Length == 0
                ? new RequestProblem(Field, $"must be one of these: {string.Join(", ", workflows.Names)}")
            : new RequestProblem(
                Field,
                $"{Quoted.Of(request.Workflow)} is none that is known; {ClosestNames.Hint(request.Workflow, workflows.Names)}"
            );
    }
}
