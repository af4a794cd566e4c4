namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>What the members decided.</summary>
/// <param name="Position">The winner's, or the merged one.</param>
/// <param name="Step">Where that comes from.</param>
/// <param name="IsMerged">Whether compatible positions were merged into it.</param>
internal sealed record DebateOutcome(
    DebateTalk Talk,
    DebateConsensus Consensus,
    DebatePosition Position,
    StepResult Step,
    bool IsMerged
);
