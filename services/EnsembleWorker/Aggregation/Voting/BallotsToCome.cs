namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>How the ballots to come may change the distance between the leader and another answer.</summary>
/// <remarks>
/// Given which answer is right, a family's ballot is right with the mean of a Beta posterior: its skill, worth SkillConcentration
/// ballots, and what the families seen so far did on this question. If not, it is one of the wrong answers, rather one that was given
/// already. The ballots of one family are drawn from an urn (Dirichlet-multinomial) that begins with these probabilities and with the
/// family's own ballots so far, so that they repeat each other with the correlation of the rules. Families are independent given the right answer.
/// </remarks>
internal sealed class BallotsToCome(VoteTally tally, IReadOnlyList<BallotToCome> toCome, VoteRules rules)
{
    /// <summary>Stands for an answer that nobody gave.</summary>
    public const int Unseen = -1;

    /// <summary>Weights are counted in these: finer than any difference between two models that is known.</summary>
    private const double Step = 0.02;

    private const int Leader = 0;

    private readonly List<FamilyToCome> _families =
    [
        .. toCome
            .GroupBy(ballot => ballot.Family, StringComparer.OrdinalIgnoreCase)
            .Select(family => new FamilyToCome(family.Key, family.Count(), family.Average(ballot => ballot.Skill))),
    ];

    /// <summary>Whether there is any way in which one of the answers reaches the leader.</summary>
    public bool CanBeOvertaken(int answers) =>
        Enumerable.Range(1, answers - 1).Append(Unseen).Any(rival => Overtakes(rival, rival) > 0);

    /// <summary>Probability that <paramref name="rival"/> reaches the leader when <paramref name="right"/> is right.</summary>
    public double Overtakes(int rival, int right)
    {
        var lead = (int)Math.Round((Weight(Leader) - Weight(rival)) / Step);
        var distances = new Dictionary<int, double> { [lead] = 1 };
        foreach (var family in _families)
        {
            distances = After(distances, Changes(family, rival, right));
        }

        return distances.Where(pair => pair.Key <= 0).Sum(pair => pair.Value);
    }

    private static Dictionary<int, double> After(
        Dictionary<int, double> distances,
        List<(int Change, double Probability)> changes
    )
    {
        var after = new Dictionary<int, double>();
        foreach (var (distance, before) in distances)
        {
            foreach (var (change, probability) in changes)
            {
                after[distance + change] = after.GetValueOrDefault(distance + change) + (before * probability);
            }
        }

        return after;
    }

    private List<(int Change, double Probability)> Changes(FamilyToCome family, int rival, int right)
    {
        var weight = BallotWeight.Of(family.Skill, rules, tally.WrongAnswers);
        var (forLeader, forRival) = (Weights(Leader, family), Weights(rival, family));
        var urn = new Urn(Urned(family, Leader, right), Urned(family, rival, right), UrnSize(family));
        var changes = new List<(int, double)>();
        for (var leader = 0; leader <= family.Count; leader++)
        {
            for (var other = 0; leader + other <= family.Count; other++)
            {
                var change = Gain(forLeader, weight, leader) - Gain(forRival, weight, other);
                changes.Add(((int)Math.Round(change / Step), urn.Probability(leader, other, family.Count)));
            }
        }

        return changes;
    }

    private double Gain(List<double> weights, double weight, int more) =>
        BallotWeight.OfFamily(weights.Concat(Enumerable.Repeat(weight, more)), rules.FamilyCap)
        - BallotWeight.OfFamily(weights, rules.FamilyCap);

    private double UrnSize(FamilyToCome family) =>
        ((1 - rules.FamilyCorrelation) / rules.FamilyCorrelation)
        + tally.Shares.Sum(share => share.Ballots.Count(ballot => family.Is(ballot.Voice)));

    private double Urned(FamilyToCome family, int answer, int right) =>
        (Expected(family, answer, right) * (1 - rules.FamilyCorrelation) / rules.FamilyCorrelation)
        + Weights(answer, family).Count;

    /// <summary>Probability that a ballot of the family is for the answer, without what the family said itself.</summary>
    private double Expected(FamilyToCome family, int answer, int right)
    {
        var voices = tally.Shares.Sum(share => Voices(share, family));
        var agreeing = right == Unseen ? 0 : Voices(tally.Shares[right], family);
        var prior = BallotWeight.Skill(family.Skill, rules) * rules.SkillConcentration;
        var isRight = (prior + agreeing) / (rules.SkillConcentration + voices);
        return answer == right ? isRight : (1 - isRight) * AmongWrong(family, answer, right);
    }

    private double AmongWrong(FamilyToCome family, int answer, int right)
    {
        var wrong = tally.Shares.Where((_, at) => at != right).ToList();
        var room = Math.Max(tally.WrongAnswers, wrong.Count) + wrong.Sum(share => Voices(share, family));
        return answer == Unseen
            ? Math.Max(0, tally.WrongAnswers - wrong.Count) / room
            : (1 + Voices(tally.Shares[answer], family)) / room;
    }

    private static int Voices(VoteShare share, FamilyToCome but) =>
        share
            .Ballots.Select(ballot => ballot.Voice)
            .Where(voice => !but.Is(voice))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Count();

    private double Weight(int answer) => answer == Unseen ? 0 : tally.Shares[answer].Weight;

    private List<double> Weights(int answer, FamilyToCome family) =>
        answer == Unseen
            ? []
            :
            [
                .. tally
                    .Shares[answer]
                    .Ballots.Where(ballot => family.Is(ballot.Voice))
                    .Select(ballot => BallotWeight.Of(ballot.Skill, rules, tally.WrongAnswers)),
            ];

    private sealed record FamilyToCome(string Name, int Count, double Skill)
    {
        public bool Is(string voice) => voice.Equals(Name, StringComparison.OrdinalIgnoreCase);
    }
}
