using Orchestrator.Contracts;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>What the log of a workflow says. Pure.</summary>
internal static class WorkflowNotes
{
    public static RunNote Model(StepResult step) =>
        step is { IsCompleted: true, HasText: false }
            ? StepNotes.Empty(step)
            : StepNotes.Answer(step, EventNames.ExecutionResult);

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
        EndPayload.Of(
            answer,
            members,
            new
            {
                workflow = new { workflow.Name, workflow.Version },
                steps = workflow.Steps.Select((step, at) => new { step.Id, result = ResultOf(outcomes[at]) }),
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
