using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.Runs.Answers;

/// <summary>A run's answer in the words of a single one. Pure.</summary>
internal static class RunChunks
{
    public static AnswerOrigin Origin(PendingRun run, string model, string replica, bool simulated)
    {
        var choice = new Choice
        {
            Model = model,
            Replica = replica,
            Simulated = simulated,
        };
        var known = run.Decision.Choices.FirstOrDefault(known => known.Model == model);
        choice.Reasons.AddRange(known is null ? [] : known.Reasons);
        return new AnswerOrigin(
            run.RunId,
            run.AskedAt,
            choice,
            run.Decision.Classification ?? new Classification(),
            run.Decision.Strategy
        );
    }

    public static Finished End(RunView view) =>
        new()
        {
            Reason = view.Answer.Reason.Length > 0 ? view.Answer.Reason : "stop",
            PromptTokens = view.Answer.PromptTokens,
            OutputTokens = view.Answer.OutputTokens,
            TotalDuration = Lasted(view),
        };

    private static Duration? Lasted(RunView view) =>
        view is { CreatedAt: { } from, FinishedAt: { } to } ? to - from : null;
}
