namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>Ballots of one family that are still to come, and what stands before they do.</summary>
internal sealed class FamilyToCome
{
    private readonly string _name;
    private readonly VoteRules _rules;
    private readonly double _weight;
    private readonly List<Standing> _standings;
    private readonly Standing _unseen;

    /// <param name="skill">The mean of theirs: within a family the difference is small.</param>
    public FamilyToCome(string name, int count, double skill, VoteTally tally, VoteRules rules)
    {
        (_name, Count, Skill, _rules) = (name, count, skill, rules);
        // Weighed as in the count; what they will say follows from what they are believed to be.
        _weight = Counted(skill, tally);
        _unseen = new Standing(0, 0, Gains([]));
        _standings = [.. tally.Shares.Select(share => OfShare(share, tally))];
        Seen = _standings.Sum(standing => standing.Own);
        Others = _standings.Sum(standing => standing.Others);
    }

    public int Count { get; }

    public double Skill { get; }

    /// <summary>Ballots of the family that are there already.</summary>
    public int Seen { get; }

    /// <summary>Voices of other families that are there already.</summary>
    public int Others { get; }

    public Standing Of(int answer) => answer == BallotsToCome.Unseen ? _unseen : _standings[answer];

    private Standing OfShare(VoteShare share, VoteTally tally)
    {
        var own = share
            .Ballots.Where(ballot => Is(ballot.Voice))
            .Select(ballot => Counted(ballot.Skill, tally))
            .ToList();
        var others = share
            .Ballots.Select(ballot => ballot.Voice)
            .Where(voice => !Is(voice))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Count();
        return new Standing(own.Count, others, Gains(own));
    }

    private double Counted(double skill, VoteTally tally) =>
        BallotWeight.Of(BallotWeight.Beside(tally.BestSkill(_rules), skill, _rules), _rules, tally.WrongAnswers);

    private bool Is(string voice) => voice.Equals(_name, StringComparison.OrdinalIgnoreCase);

    private double[] Gains(List<double> own)
    {
        var before = BallotWeight.OfFamily(own, _rules.FamilyCap);
        return
        [
            .. Enumerable
                .Range(0, Count + 1)
                .Select(more =>
                    BallotWeight.OfFamily(own.Concat(Enumerable.Repeat(_weight, more)), _rules.FamilyCap) - before
                ),
        ];
    }

    /// <param name="Own">Ballots of the family for the answer.</param>
    /// <param name="Others">Families besides it that are for the answer.</param>
    /// <param name="Gains">What so many more ballots of the family add to the answer's weight.</param>
    internal sealed record Standing(int Own, int Others, IReadOnlyList<double> Gains);
}
