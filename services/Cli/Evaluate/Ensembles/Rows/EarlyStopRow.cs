using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>The same vote, ended as soon as the worker's rule says that the leader stays.</summary>
internal sealed class EarlyStopRow(int votes) : IRow
{
    public string Name => EnsembleRows.EarlyStop;

    public Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken)
    {
        var seen = new List<Ballot>();
        foreach (var ballot in Panel.InTurn(turn, votes))
        {
            seen.Add(ballot);
            if (
                EarlyStop.LeaderStays(seen, ToCome(turn, seen.Count), VoteRules.Usual)
                >= VoteRules.Usual.StopProbability
            )
            {
                break;
            }
        }

        return Task.FromResult(WeightedVoteRow.Score(turn, seen));
    }

    private List<BallotToCome> ToCome(Turn turn, int seen) =>
        [
            .. Enumerable
                .Range(seen, Math.Max(0, votes - seen))
                .Select(vote => turn[vote % turn.Outlooks.Count])
                .Select(model => new BallotToCome(model.Family, model.Quality)),
        ];
}
