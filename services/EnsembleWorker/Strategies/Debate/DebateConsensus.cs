using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>What the members' positions come to. Pure.</summary>
/// <param name="Winner">The strongest voice of the strongest position.</param>
/// <param name="Votes">One for each member with a position, in the members' order.</param>
/// <param name="Shares">Of the weight, per group of votes; families capped.</param>
/// <param name="Confidence">Probability that the winner is right, as far as the models' records are right.</param>
/// <param name="IsClosed">Whether all positions are short answers.</param>
internal sealed record DebateConsensus(
    DebateVote Winner,
    IReadOnlyList<DebateVote> Votes,
    IReadOnlyList<double> Shares,
    double Confidence,
    bool IsClosed
)
{
    public double Share => Shares[Winner.Group];

    /// <summary>Members who hold what the winner holds, of all with a position, 0 to 1.</summary>
    public double Agreement => (double)Agreed.Count() / Votes.Count;

    /// <summary>Members who hold what the winner holds, and those who do not, in their order.</summary>
    public IEnumerable<DebateVote> Agreed => Votes.Where(vote => vote.Group == Winner.Group);

    public IEnumerable<DebateVote> Dissent => Votes.Where(vote => vote.Group != Winner.Group);

    /// <param name="voices">Those with a position, at least one.</param>
    /// <param name="groups">Of their positions, in the same order.</param>
    /// <param name="scores">What scorers say; empty where nothing had to be decided.</param>
    /// <param name="options">How far confidence and scores count.</param>
    public static DebateConsensus Of(
        IReadOnlyList<DebateVoice> voices,
        DebateGroups groups,
        IReadOnlyList<DebateScores> scores,
        DebateOptions options
    )
    {
        var wrong = WrongAnswers(voices, groups.IsClosed);
        return Of(
            [.. voices.Select((voice, at) => Vote(voice, groups.Of[at], scores, wrong, options))],
            groups.IsClosed
        );
    }

    /// <summary>Which positions are strong enough to be merged, the winner's first; one alone is nothing to merge.</summary>
    public IReadOnlyList<DebateVote> Mergeable(double shareMin) =>
        [.. Votes.Where(vote => Shares[vote.Group] >= shareMin).OrderBy(vote => vote.Group != Winner.Group)];

    /// <summary>The same votes, with these taken for one position: what a merged proposal has behind it.</summary>
    public DebateConsensus Merge(IEnumerable<DebateVote> merged)
    {
        var groups = merged.Select(vote => vote.Group).ToHashSet();
        var renumbered = Votes
            .Select(vote => groups.Contains(vote.Group) ? -1 : vote.Group)
            .Distinct()
            .Select((group, number) => (group, number))
            .ToDictionary(pair => pair.group, pair => pair.number);
        return Of(
            [.. Votes.Select(vote => vote with { Group = renumbered[groups.Contains(vote.Group) ? -1 : vote.Group] })],
            IsClosed
        );
    }

    private static DebateConsensus Of(IReadOnlyList<DebateVote> votes, bool isClosed)
    {
        var rules = VoteRules.Usual;
        var voices = Enumerable
            .Range(0, votes.Max(vote => vote.Group) + 1)
            .Select(group => Families(votes, group, rules))
            .ToList();
        var weights = voices.Select(families => families.Sum()).ToList();
        var first = weights.IndexOf(weights.Max());
        var wrong = WrongAnswers([.. votes.Select(vote => vote.Voice)], isClosed);
        return new DebateConsensus(
            votes.Where(vote => vote.Group == first).MaxBy(vote => vote.Weight)!,
            votes,
            [.. weights.Select(weight => weight / weights.Sum())],
            VoteConfidence.Of(voices, wrong, rules)[first],
            isClosed
        );
    }

    private static DebateVote Vote(
        DebateVoice voice,
        int group,
        IReadOnlyList<DebateScores> scores,
        double wrong,
        DebateOptions options
    )
    {
        var record = DebateWeight.Record(voice.Member.Model, wrong);
        var score = DebateScores.Mean(scores, voice.Member.Label);
        var weight = DebateWeight.Of(record, voice.Position!.Confidence, score, options);
        return new DebateVote(voice, group, record, score, weight);
    }

    // What each family says for one position, the strongest first.
    private static List<double> Families(IEnumerable<DebateVote> votes, int group, VoteRules rules) =>
        [
            .. votes
                .Where(vote => vote.Group == group)
                .GroupBy(vote => vote.Voice.Member.Model.Family, StringComparer.OrdinalIgnoreCase)
                .Select(family => BallotWeight.OfFamily(family.Select(vote => vote.Weight), rules.FamilyCap))
                .OrderDescending(),
        ];

    private static double WrongAnswers(IReadOnlyList<DebateVoice> voices, bool isClosed)
    {
        var keys = AnswerGroups.Keys(voices.Select(voice => voice.Position!.Answer)).OfType<string>();
        return isClosed ? AnswerGroups.WrongAnswers(keys, VoteRules.Usual) : VoteRules.Usual.WrongAnswers;
    }
}

/// <summary>One member's vote for its own position.</summary>
/// <param name="Group">The same number for the same position.</param>
/// <param name="Record">What its model's record alone weighs.</param>
/// <param name="Score">For feasibility and relevance.</param>
internal sealed record DebateVote(DebateVoice Voice, int Group, double Record, DebateScore Score, double Weight);
