namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>How probable each answer is. Pure.</summary>
/// <remarks>
/// Every possible answer is equally likely before the vote; there are M + 1 of them, at least one more than were given unless the question
/// is one of yes or no. A ballot multiplies the odds of its answer by exp(weight), so an answer's probability is exp(its evidence) over
/// the sum of these for all answers, where one that nobody gave has exp(0). The evidence is the strongest voice and, of all further ones,
/// 1 − Shrinkage: errors across families are not quite independent. One ballot alone gives exactly its model's skill.
/// </remarks>
internal static class VoteConfidence
{
    /// <summary>Room that is left for an answer that nobody gave.</summary>
    private const double UnseenMin = 0.5;

    /// <param name="voices">Per answer what each family says, the strongest first.</param>
    /// <returns>The probability of each answer; what is missing to 1 is that of the answers that nobody gave.</returns>
    public static IReadOnlyList<double> Of(
        IReadOnlyList<IReadOnlyList<double>> voices,
        double wrongAnswers,
        VoteRules rules
    )
    {
        var evidence = voices.Select(each => Evidence(each, rules)).ToList();
        var isTwofold = wrongAnswers <= 1;
        var unseen = Math.Max(isTwofold && voices.Count >= 2 ? 0 : UnseenMin, wrongAnswers + 1 - voices.Count);
        var most = evidence.DefaultIfEmpty().Max();
        var odds = evidence.Select(each => Math.Exp(each - most)).ToList();
        var sum = odds.Sum() + (unseen * Math.Exp(-most));
        return [.. odds.Select(each => each / sum)];
    }

    private static double Evidence(IReadOnlyList<double> voices, VoteRules rules) =>
        voices.Count == 0 ? 0 : voices[0] + ((1 - rules.Shrinkage) * voices.Skip(1).Sum());
}
