using Orchestrator.EnsembleWorker.Aggregation.Canonical;

namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>Ballots that mean the same. Pure.</summary>
internal static class AnswerGroups
{
    /// <summary>
    /// The key of each text among the others; null for a text without a short answer. A number without its unit joins the answer that has
    /// it with one, when there is exactly one such answer: "18000" and "18 km" do not meet, "18000" and "18000 m" do. True is yes where
    /// somebody says yes or no.
    /// </summary>
    public static IReadOnlyList<string?> Keys(IEnumerable<string> texts)
    {
        var answers = texts.Select(CanonicalAnswer.Read).ToList();
        var withUnits = answers
            .Where(answer => answer?.Bare is not null)
            .GroupBy(answer => answer!.Bare!, answer => answer!.Key, StringComparer.Ordinal)
            .Where(group => group.Distinct(StringComparer.Ordinal).Count() == 1)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var isFolded = answers.Exists(answer => answer?.Key is TruthText.Yes or TruthText.No);
        return
        [
            .. answers.Select(answer =>
                answer is null ? null
                : answer.Bare is null && withUnits.TryGetValue(answer.Key, out var withUnit) ? withUnit
                : isFolded ? TruthText.Folded(answer.Key)
                : answer.Key
            ),
        ];
    }

    /// <summary>Wrong answers that these leave room for: whoever says yes or no has only one to err with.</summary>
    public static double WrongAnswers(IEnumerable<string> keys, VoteRules rules) =>
        keys.All(TruthText.Is) ? 1 : Math.Max(1, rules.WrongAnswers);
}
