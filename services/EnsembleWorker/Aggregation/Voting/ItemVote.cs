namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>One question of an answer matrix: who gave which answer.</summary>
internal sealed class ItemVote
{
    private readonly IReadOnlyList<string?> _keys;
    private readonly List<List<IGrouping<string, int>>> _answers;
    private readonly List<string> _distinct;

    /// <param name="keys">Per member; missing ones at the end are no answers.</param>
    public ItemVote(IReadOnlyList<MemberPrior> members, IReadOnlyList<string?> keys)
    {
        _keys = [.. keys.Take(members.Count)];
        var groups = Enumerable
            .Range(0, _keys.Count)
            .Where(HasAnswer)
            .GroupBy(at => _keys[at]!, StringComparer.Ordinal)
            .ToList();
        _distinct = [.. groups.Select(group => group.Key)];
        _answers =
        [
            .. groups.Select(group =>
                group.GroupBy(at => members[at].Family, StringComparer.OrdinalIgnoreCase).ToList()
            ),
        ];
    }

    public bool HasAnswer(int member) => member < _keys.Count && _keys[member] is not null;

    /// <summary>Adds to each member the probability that its answer is right.</summary>
    public void AddRights(double[] rights, double[] skills, VoteRules rules)
    {
        if (_answers.Count == 0)
        {
            return;
        }

        var wrong = AnswerGroups.WrongAnswers(_distinct, rules);
        IReadOnlyList<IReadOnlyList<double>> voices =
        [
            .. _answers.Select(families => (IReadOnlyList<double>)[.. Voices(families, skills, rules, wrong)]),
        ];
        var probabilities = VoteConfidence.Of(voices, wrong, rules);
        for (var at = 0; at < _answers.Count; at++)
        {
            foreach (var member in _answers[at].SelectMany(family => family))
            {
                rights[member] += probabilities[at];
            }
        }
    }

    private static IEnumerable<double> Voices(
        List<IGrouping<string, int>> families,
        double[] skills,
        VoteRules rules,
        double wrong
    ) =>
        families
            .Select(family =>
                BallotWeight.OfFamily(family.Select(at => BallotWeight.Of(skills[at], rules, wrong)), rules.FamilyCap)
            )
            .OrderDescending();
}
