using Orchestrator.EnsembleWorker.Aggregation.Open;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>What a vote step came to.</summary>
/// <param name="Winner">The step whose text is taken.</param>
/// <param name="By">"majority", or "likeness" where there was nothing to count.</param>
/// <param name="Vote">How the votes were; null for likeness.</param>
internal sealed record WorkflowVote(string Winner, string By, VoteResult? Vote)
{
    /// <summary>
    /// Short answers are counted by what they mean and weighed by their models' records; where there are too few of them, or where the
    /// operator wants it, the text is taken that is most like the others. Pure.
    /// </summary>
    /// <param name="candidates">At least one.</param>
    public static WorkflowVote Of(IReadOnlyList<StepResult> candidates, IReadOnlyList<RunModel> models, bool byLikeness)
    {
        var vote = byLikeness ? null : WeightedVote.Of([.. candidates.Select(ToBallot)], VoteRules.Usual);
        return vote is null
            ? new WorkflowVote(candidates[Medoid.Of([.. candidates.Select(one => one.Text)])].Step, "likeness", null)
            : new WorkflowVote(vote.Winner.Member, "majority", vote);

        Ballot ToBallot(StepResult candidate)
        {
            var known = models.FirstOrDefault(model =>
                model.Name.Equals(candidate.Model, StringComparison.OrdinalIgnoreCase)
            );
            return new Ballot(
                candidate.Step,
                candidate.Model,
                known?.Family ?? "",
                candidate.Text,
                known?.Quality ?? RunModel.UnknownQuality
            );
        }
    }
}
