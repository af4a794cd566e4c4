using Orchestrator.Contracts;
using Orchestrator.EnsembleWorker.Strategies.Graphs;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>What the log of a workflow says. Pure.</summary>
internal static class WorkflowNotes
{
    public static RunNote Model(StepResult step) =>
        !step.IsCompleted ? NodeNotes.Failure(step)
        : !NodeNotes.HasText(step) ? NodeNotes.Failure(step with { Cause = EmptyAnswer, Message = "It is empty." })
        : new RunNote(
            EventNames.ExecutionResult,
            PayloadJson.Of(
                new
                {
                    step.Step,
                    step.Model,
                    step.Replica,
                    step.Simulated,
                    content = step.Text,
                    step.Reason,
                    step.PromptTokens,
                    step.OutputTokens,
                    step.Replaced,
                }
            )
        );

    public const string EmptyAnswer = "empty_answer";

    public static RunNote Condition(string id, bool holds) =>
        new(EventNames.ExecutionResult, PayloadJson.Of(new { step = id, condition = holds }));

    public static RunNote Vote(string id, WorkflowVote vote) =>
        new(
            EventNames.ConsensusReached,
            PayloadJson.Of(
                new
                {
                    step = id,
                    vote.Winner,
                    vote.By,
                    vote.Vote?.Agreement,
                    vote.Vote?.Confidence,
                    shares = vote.Vote?.Shares.Select(share => new
                    {
                        answer = share.Key,
                        share.Share,
                        steps = share.Ballots.Select(ballot => ballot.Member),
                    })
                        ?? [],
                }
            )
        );

    public static string Completed(
        StepResult answer,
        IReadOnlyList<StepResult> members,
        WorkflowDefinition workflow,
        IReadOnlyList<StepOutcome?> outcomes
    ) =>
        PayloadJson.Of(
            new
            {
                answer.Step,
                answer.Model,
                answer.Replica,
                answer.Simulated,
                answer.Reason,
                prompt_tokens = members.Sum(step => step.PromptTokens),
                output_tokens = members.Sum(step => step.OutputTokens),
                workflow = new { workflow.Name, workflow.Version },
                steps = workflow.Steps.Select((step, at) => new { step.Id, result = ResultOf(outcomes[at]) }),
                members = members.Select(NodeNotes.Member),
            }
        );

    private static string ResultOf(StepOutcome? outcome) =>
        outcome switch
        {
            StepOutcome.Text => "completed",
            StepOutcome.Decided decided => decided.Holds ? "true" : "false",
            StepOutcome.Nothing nothing => nothing.Why,
            _ => StepOutcome.Skipped,
        };
}
