using Orchestrator.EnsembleWorker.Aggregation.Open;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>How an ensemble came to its answer.</summary>
/// <param name="Method">One of <see cref="EnsembleMethod"/>.</param>
/// <param name="Members">One per member; null for those that were not asked.</param>
internal sealed record EnsembleOutcome(
    StepResult Answer,
    string Method,
    MemberPlan Plan,
    IReadOnlyList<StepResult?> Members
)
{
    /// <summary>Steps of judges and of the synthesizer.</summary>
    public IReadOnlyList<StepResult> Further { get; init; } = [];

    public VoteResult? Vote { get; init; }

    /// <summary>How far answers that cannot be counted are alike.</summary>
    public OpenResult? Open { get; init; }

    public JudgedCandidates? Judged { get; init; }

    public IReadOnlyList<StepResult> Steps => [.. Members.OfType<StepResult>(), .. Further];
}

/// <summary>What made one answer of several.</summary>
internal static class EnsembleMethod
{
    public const string Vote = "vote";
    public const string Synthesis = "synthesis";

    /// <summary>The synthesis failed.</summary>
    public const string BestCandidate = "best_candidate";

    /// <summary>One member was left.</summary>
    public const string OnlyAnswer = "only_answer";
}
