using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Placement.Attempts;

/// <summary>What the owner of a replica is asked to do. Pure.</summary>
internal static class GenerateRequests
{
    public static GenerateRequest From(Question question, string runId, int attempt, Choice choice)
    {
        var request = new GenerateRequest
        {
            RunId = runId,
            Attempt = (uint)attempt,
            Replica = choice.Replica,
            Epoch = choice.Epoch,
            Model = choice.Model,
            Sampling = question.Sampling,
            ResponseFormat = question.Format,
            Thinking = question.Thinking,
            KeepAlive = question.KeepAlive,
            Priority = Priority.Interactive,
        };
        request.Messages.AddRange(question.Messages);
        request.Tools.AddRange(question.Tools);
        return request;
    }
}
