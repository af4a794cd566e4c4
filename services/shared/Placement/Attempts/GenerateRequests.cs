using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Placement.Attempts;

/// <summary>What the owner of a replica is asked to do. Pure.</summary>
internal static class GenerateRequests
{
    public static GenerateRequest From(Question question, Attempt attempt)
    {
        var request = new GenerateRequest
        {
            RunId = attempt.RunId,
            Attempt = (uint)attempt.Number,
            Replica = attempt.Choice.Replica,
            Epoch = attempt.Choice.Epoch,
            Model = attempt.Choice.Model,
            Sampling = question.Sampling,
            ResponseFormat = question.Format,
            Thinking = question.Thinking,
            KeepAlive = question.KeepAlive,
            Priority = ToWorker(PriorityOf(question, attempt.Decision)),
            Tenant = question.Terms.Tenant,
            Deadline = attempt.DeadlineLeft?.ToDuration(),
            PromptTokens = attempt.Decision.PromptTokens,
            OutputTokens = attempt.Decision.OutputTokens,
            Hedge = attempt.IsHedge,
        };
        request.Messages.AddRange(question.Messages);
        request.Tools.AddRange(question.Tools);
        return request;
    }

    // An operator's rule goes before what was asked for.
    private static RequestPriority PriorityOf(Question question, RouteResponse decision) =>
        decision.Priority == RequestPriority.Unspecified ? question.Terms.Priority : decision.Priority;

    private static Priority ToWorker(RequestPriority priority) =>
        priority switch
        {
            RequestPriority.Batch => Priority.Batch,
            RequestPriority.Normal => Priority.Normal,
            _ => Priority.Interactive,
        };
}
