using Orchestrator.EnsembleWorker.Aggregation.Open;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>The members' answers as ballots. Pure. Whether they can be counted is decided from the answers, never from the question.</summary>
internal sealed class MemberVote(MemberPlan plan, EnsembleOptions options)
{
    private const int AgreeingMin = 2;

    private readonly VoteRules _rules = new(options.FamilyCap, options.StopProbability);

    /// <summary>
    /// Whether those who have answered agree so much that nobody else need be asked or waited for.
    /// </summary>
    /// <param name="results">One per member; null for those that are not done.</param>
    public bool IsDecided(IReadOnlyList<StepResult?> results)
    {
        var seen = Ballots(results);
        List<BallotToCome> toCome =
        [
            .. plan
                .Members.Where((_, at) => results[at] is null)
                .Select(member => new BallotToCome(member.Model.Family, member.Model.Quality)),
        ];
        return toCome.Count > 0
            && WeightedVote.Of(seen, _rules) is { } vote
            && vote.Shares[0].Ballots.Count >= AgreeingMin
            && EarlyStop.LeaderStays(seen, toCome, _rules) >= options.StopProbability;
    }

    /// <returns>
    /// Null when the answers cannot be counted: too few are short, or no two of them are the same. Then somebody has to read them.
    /// </returns>
    public VoteResult? Of(IReadOnlyList<StepResult?> results) =>
        WeightedVote.Of(Ballots(results), _rules) is { } vote
        && vote.Shares.Any(share => share.Ballots.Count >= AgreeingMin)
            ? vote
            : null;

    /// <summary>Open answers by how much each is like the others; null when there is none.</summary>
    public OpenResult? Compare(IReadOnlyList<StepResult?> results) => OpenVote.Of(Ballots(results), _rules);

    private List<Ballot> Ballots(IReadOnlyList<StepResult?> results)
    {
        List<Ballot> ballots = [];
        for (var at = 0; at < results.Count; at++)
        {
            if (results[at] is { } result && result.HasText)
            {
                var model = plan.ModelOf(plan.Members[at], result);
                ballots.Add(new Ballot(result.Step, model.Name, model.Family, result.Text, model.Quality));
            }
        }

        return ballots;
    }
}
