using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Decisions;

/// <summary>A request as it was asked, checked against the limits.</summary>
internal sealed record RouteInput(
    string RunId,
    string RequestedModel,
    IReadOnlyList<ConversationTurn> Turns,
    long TotalChars,
    int ToolCount,
    int ImageCount,
    bool WantsJson,
    bool WantsThinking,
    int MaxTokens,
    IReadOnlyList<string> FailedReplicas,
    bool DryRun
);
