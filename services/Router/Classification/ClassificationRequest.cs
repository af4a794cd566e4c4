namespace Orchestrator.Router.Classification;

/// <summary>What the classifier looks at.</summary>
internal sealed record ClassificationRequest(
    IReadOnlyList<ConversationTurn> Turns,
    int ToolCount = 0,
    int ImageCount = 0,
    bool WantsJson = false
);
