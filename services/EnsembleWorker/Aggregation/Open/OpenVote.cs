using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Aggregation.Open;

/// <summary>Which of several open answers is taken when no judge is asked. Pure; the order of the ballots does not matter.</summary>
internal static class OpenVote
{
    /// <returns>Null when no ballot has a text.</returns>
    public static OpenResult? Of(IEnumerable<Ballot> ballots, VoteRules rules)
    {
        List<Ballot> ordered =
        [
            .. ballots
                .Where(ballot => !string.IsNullOrWhiteSpace(ballot.Text))
                .OrderByDescending(ballot => ballot.Skill)
                .ThenBy(ballot => ballot.Member, StringComparer.Ordinal)
                .ThenBy(ballot => ballot.Text, StringComparer.Ordinal)
                .Take(Likeness.TextsMax),
        ];
        if (ordered.Count == 0)
        {
            return null;
        }

        var texts = ordered.ConvertAll(ballot => ballot.Text);
        var (likeness, weights) = (Likeness.Of(texts), Weights(ordered, rules));
        var clusters = TextClusters.Of(texts.Count, likeness);
        var winner = Medoid.Of(texts, weights, likeness);
        var own = clusters.First(cluster => cluster.Contains(winner));
        return new OpenResult(
            ordered[winner],
            [.. clusters.Select(cluster => (IReadOnlyList<Ballot>)[.. cluster.Select(at => ordered[at])])],
            own.Sum(at => weights[at]) / weights.Sum(),
            TextClusters.Disagreement(clusters, weights)
        );
    }

    // The further answers of a family count as little here as they do in a vote.
    private static List<double> Weights(List<Ballot> ordered, VoteRules rules)
    {
        var further = 1 - (1 / Math.Max(1, rules.FamilyCap));
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return ordered.ConvertAll(ballot =>
        {
            var before = seen.GetValueOrDefault(ballot.Voice);
            seen[ballot.Voice] = before + 1;
            return BallotWeight.Of(ballot.Skill, rules, rules.WrongAnswers) * Math.Pow(further, before);
        });
    }
}

/// <param name="Winner">The answer that is most like the others.</param>
/// <param name="Clusters">Answers that say about the same, the largest cluster first.</param>
/// <param name="Agreement">Share of the weight in the winner's cluster, 0 to 1.</param>
/// <param name="Disagreement">0: they all say about the same; 1: each says something else. By form, not by meaning.</param>
internal sealed record OpenResult(
    Ballot Winner,
    IReadOnlyList<IReadOnlyList<Ballot>> Clusters,
    double Agreement,
    double Disagreement
);
