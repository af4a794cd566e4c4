namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>Short answers by what they mean, and what they weigh. Pure; the order of the ballots does not matter.</summary>
/// <param name="Shares">Best first; empty when nobody has a short answer.</param>
/// <param name="Abstained">Ballots without a short answer.</param>
/// <param name="WrongAnswers">Among which those that err are taken to be spread.</param>
internal sealed record VoteTally(IReadOnlyList<VoteShare> Shares, IReadOnlyList<Ballot> Abstained, double WrongAnswers)
{
    /// <summary>What weak ballots keep when they would outvote the best one: less than it.</summary>
    private const double WeakTogether = 0.99;

    public static VoteTally Of(IReadOnlyList<Ballot> ballots, VoteRules rules)
    {
        var pairs = ballots.Zip(AnswerGroups.Keys(ballots.Select(ballot => ballot.Text))).ToList();
        var groups = pairs
            .Where(pair => pair.Second is not null)
            .GroupBy(pair => pair.Second!, pair => pair.First, StringComparer.Ordinal)
            .ToList();
        var wrong = AnswerGroups.WrongAnswers(groups.Select(group => group.Key), rules);
        return new VoteTally(
            Ranked(groups, rules, wrong),
            [.. pairs.Where(pair => pair.Second is null).Select(pair => pair.First)],
            wrong
        );
    }

    /// <summary>The probability of each answer, in the order of the shares.</summary>
    public IReadOnlyList<double> Probabilities(VoteRules rules) =>
        VoteConfidence.Of(
            [.. Shares.Select(share => BallotWeight.Voices(share.Ballots, rules, WrongAnswers))],
            WrongAnswers,
            rules
        );

    /// <summary>Skill of the best voter.</summary>
    public double BestSkill(VoteRules rules) => Best(Shares.SelectMany(share => share.Ballots), rules);

    private static double Best(IEnumerable<Ballot> ballots, VoteRules rules) =>
        ballots.Select(ballot => BallotWeight.Skill(ballot.Skill, rules)).DefaultIfEmpty().Max();

    private static List<VoteShare> Ranked(List<IGrouping<string, Ballot>> groups, VoteRules rules, double wrong)
    {
        var best = Best(groups.SelectMany(group => group), rules);
        var weights = groups
            .Select(group =>
                (group.Key, Weight: Weight(Beside(group, best, rules), best, rules, wrong), Ballots: Ordered(group))
            )
            .ToList();
        var sum = weights.Sum(each => each.Weight);
        return
        [
            .. weights
                .OrderByDescending(each => each.Weight)
                .ThenByDescending(each => each.Ballots[0].Skill)
                .ThenBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => new VoteShare(each.Key, each.Weight, each.Weight / sum, each.Ballots)),
        ];
    }

    // Weak models never overrule a better one all by themselves, however many they are; with a better one on their side they count.
    private static double Weight(List<Ballot> ballots, double best, VoteRules rules, double wrong)
    {
        var whole = BallotWeight.Voices(ballots, rules, wrong).Sum();
        if (best <= rules.WeakSkill)
        {
            return whole;
        }

        var strong = BallotWeight.Voices(ballots.Where(ballot => ballot.Skill > rules.WeakSkill), rules, wrong).Sum();
        return Math.Min(whole, strong + (WeakTogether * BallotWeight.Of(best, rules, wrong)));
    }

    // For the count alone: how probable an answer is follows from what its voters are believed to be.
    private static List<Ballot> Beside(IEnumerable<Ballot> ballots, double best, VoteRules rules) =>
        [.. ballots.Select(ballot => ballot with { Skill = BallotWeight.Beside(best, ballot.Skill, rules) })];

    private static List<Ballot> Ordered(IEnumerable<Ballot> ballots) =>
        [
            .. ballots
                .OrderByDescending(ballot => ballot.Skill)
                .ThenBy(ballot => ballot.Member, StringComparer.Ordinal)
                .ThenBy(ballot => ballot.Model, StringComparer.Ordinal)
                .ThenBy(ballot => ballot.Text, StringComparer.Ordinal),
        ];
}
