using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>How the ballots to come may change the distance between the leader and another answer.</summary>
/// <remarks>
/// Given which answer is right, a family's ballot is right with the mean of a Beta posterior: its skill, worth SkillConcentration
/// ballots, and what the families seen so far did on this question. If not, it is one of the wrong answers, rather one that was given
/// already. The ballots of one family are drawn from an urn (Dirichlet-multinomial) that begins with these probabilities and with the
/// family's own ballots so far, so that they repeat each other with the correlation of the rules. Families are independent given the right answer.
/// </remarks>
internal sealed class BallotsToCome
{
    /// <summary>Stands for an answer that nobody gave.</summary>
    public const int Unseen = -1;

    /// <summary>Weights are counted in these: finer than any difference between two models that is known.</summary>
    private const double Step = 0.02;

    private const int Leader = 0;

    private readonly VoteTally _tally;
    private readonly VoteRules _rules;
    private readonly List<FamilyToCome> _families;

    public BallotsToCome(VoteTally tally, IEnumerable<BallotToCome> toCome, VoteRules rules)
    {
        (_tally, _rules) = (tally, rules);
        _families =
        [
            .. toCome
                .GroupBy(ballot => ballot.Family, StringComparer.OrdinalIgnoreCase)
                .Select(family => new FamilyToCome(
                    family.Key,
                    family.Count(),
                    family.Average(ballot => ballot.Skill),
                    tally,
                    rules
                )),
        ];
    }

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
                CollectionsMarshal.GetValueRefOrAddDefault(after, distance + change, out _) += before * probability;
            }
        }

        return after;
    }

    private List<(int Change, double Probability)> Changes(FamilyToCome family, int rival, int right)
    {
        var (forLeader, forRival) = (family.Of(Leader), family.Of(rival));
        var urn = new Urn(Urned(family, Leader, right), Urned(family, rival, right), UrnSize + family.Seen);
        var changes = new List<(int, double)>();
        for (var leader = 0; leader <= family.Count; leader++)
        {
            for (var other = 0; leader + other <= family.Count; other++)
            {
                var change = forLeader.Gains[leader] - forRival.Gains[other];
                changes.Add(((int)Math.Round(change / Step), urn.Probability(leader, other, family.Count)));
            }
        }

        return changes;
    }

    // The counts of an urn of this size are correlated as the rules say.
    private double UrnSize => (1 - _rules.FamilyCorrelation) / _rules.FamilyCorrelation;

    private double Urned(FamilyToCome family, int answer, int right) =>
        (Expected(family, answer, right) * UrnSize) + family.Of(answer).Own;

    /// <summary>Probability that a ballot of the family is for the answer, without what the family said itself.</summary>
    private double Expected(FamilyToCome family, int answer, int right)
    {
        var agreeing = family.Of(right).Others;
        var prior = BallotWeight.Skill(family.Skill, _rules) * _rules.SkillConcentration;
        var isRight = (prior + agreeing) / (_rules.SkillConcentration + family.Others);
        return answer == right ? isRight : (1 - isRight) * AmongWrong(family, answer, right);
    }

    private double AmongWrong(FamilyToCome family, int answer, int right)
    {
        var wrong = right == Unseen ? _tally.Shares.Count : _tally.Shares.Count - 1;
        var room = Math.Max(_tally.WrongAnswers, wrong) + family.Others - family.Of(right).Others;
        return answer == Unseen
            ? Math.Max(0, _tally.WrongAnswers - wrong) / room
            : (1 + family.Of(answer).Others) / room;
    }

    private double Weight(int answer) => answer == Unseen ? 0 : _tally.Shares[answer].Weight;
}
