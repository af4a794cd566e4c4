namespace Orchestrator.Router.Classification;

/// <summary>One turn of the conversation as the caller sent it.</summary>
internal readonly record struct ConversationTurn(string Role, string Text);

/// <summary>What the classifier looks at.</summary>
internal sealed record ClassificationRequest(
    IReadOnlyList<ConversationTurn> Turns,
    int ToolCount = 0,
    int ImageCount = 0,
    bool WantsJson = false
);

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
