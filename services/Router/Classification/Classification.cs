namespace Orchestrator.Router.Classification;

/// <param name="Probability">The share of the evidence's weight that speaks for <paramref name="Task"/>, 0 to 1.</param>
/// <param name="Evidence">What spoke for it, heaviest first.</param>
internal sealed record Classification(
    TaskType Task,
    TextLanguage Language,
    double Probability,
    IReadOnlyList<string> Evidence,
    ClassificationTier Tier
);

/// <summary>Which tier decided.</summary>
internal enum ClassificationTier
{
    Hint,
    Rules,
    Default,
}

internal static class TierNames
{
    public static string Of(ClassificationTier tier) =>
        tier switch
        {
            ClassificationTier.Hint => "hint",
            ClassificationTier.Rules => "rules",
            _ => "default",
        };
}
