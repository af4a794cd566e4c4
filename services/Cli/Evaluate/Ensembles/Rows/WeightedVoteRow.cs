using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>The worker's vote over all members.</summary>
internal sealed class WeightedVoteRow(int votes) : IRow
{
    public string Name => EnsembleRows.WeightedVote;

    public Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(Score(turn, Panel.All(turn, votes)));

    public static double Score(Turn turn, IReadOnlyList<Ballot> ballots) =>
        WeightedVote.Of(ballots, VoteRules.Usual) is { } vote
            ? turn.Trial.Score(vote.Winner.Text)
            : MajorityRow.Score(turn, ballots);
}
