namespace Orchestrator.Router.Classification.Tiers;

/// <summary>
/// What is known after a tier was asked. Pure. Distributions are combined as a log-linear pool with equal weights
/// (p ∝ √(before · said)): two that agree give what each of them says, and doubt of one weakens the other.
/// </summary>
internal static class TierMix
{
    /// <summary>Nothing is impossible: one tier's zero must not silence the other.</summary>
    public const double LeastProbability = 1e-4;

    private const double EqualShare = 0.5;

    public static Classification Settled(Classification before, TierOutcome outcome, ClassificationTier tier) =>
        outcome is TierOutcome.Found found
            ? Found(before, found.Answer, tier)
            : before with
            {
                Evidence = [.. before.Evidence, SkipEvidence(tier, ((TierOutcome.Skipped)outcome).Reason)],
            };

    public static double[] Combine(IReadOnlyList<double> before, IReadOnlyList<double> said)
    {
        var combined = new double[before.Count];
        for (var i = 0; i < combined.Length; i++)
        {
            combined[i] = Math.Sqrt(Math.Max(before[i], LeastProbability) * Math.Max(said[i], LeastProbability));
        }

        var sum = combined.Sum();
        for (var i = 0; i < combined.Length; i++)
        {
            combined[i] /= sum;
        }

        return combined;
    }

    private static Classification Found(Classification before, TierAnswer answer, ClassificationTier tier)
    {
        var probabilities = Combine(before.TaskProbabilities, answer.Probabilities);
        var task = RuleTier.Heaviest(probabilities);
        // What spoke for another label is no evidence for this one.
        List<string> evidence =
            task == before.Task
                ? [answer.Evidence, .. before.Evidence]
                : [answer.Evidence, $"{TierNames.Of(before.Tier)}:{TaskNames.Of(before.Task)}"];
        return before with
        {
            Task = task,
            Probability = probabilities[(int)task],
            TaskProbabilities = probabilities,
            Evidence = evidence,
            Tier = tier,
            Difficulty = answer.Difficulty is { } said
                ? (EqualShare * before.Difficulty) + ((1 - EqualShare) * said)
                : before.Difficulty,
        };
    }

    private static string SkipEvidence(ClassificationTier tier, TierSkip reason) =>
        $"tier_skipped:{TierNames.Of(tier)}_{TierSkips.NameOf(reason)}";
}
