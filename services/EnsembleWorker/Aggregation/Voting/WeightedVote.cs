using Orchestrator.EnsembleWorker.Aggregation.Canonical;

namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>Which of several short answers is taken. Pure; the order of the ballots does not matter.</summary>
internal static class WeightedVote
{
    /// <returns>Null when the question is an open one: too few ballots have a short answer.</returns>
    public static VoteResult? Of(IReadOnlyList<Ballot> ballots, VoteRules rules)
    {
        var tally = VoteTally.Of(ballots, rules);
        var voters = tally.Shares.Sum(share => share.Ballots.Count);
        if (voters == 0 || voters < ballots.Count * rules.ClosedShareMin)
        {
            return null;
        }

        var first = tally.Shares[0].Ballots;
        return new VoteResult(
            tally.Shares,
            CommonestForm(first, rules, tally.WrongAnswers),
            tally.Probabilities(rules)[0],
            (double)first.Count / voters
        )
        {
            Abstained = tally.Abstained,
        };
    }

    // "3.0" and "3" are one answer to a sum and two to "what does it print?": the form that more of the weight has is taken.
    private static Ballot CommonestForm(IReadOnlyList<Ballot> ballots, VoteRules rules, double wrong) =>
        ballots
            .GroupBy(ballot => CanonicalAnswer.Read(ballot.Text)?.Written, StringComparer.Ordinal)
            .OrderByDescending(form => BallotWeight.Voices(form, rules, wrong).Sum())
            .ThenByDescending(form => form.First().Skill)
            .ThenBy(form => form.Key, StringComparer.Ordinal)
            .First()
            .First();
}
