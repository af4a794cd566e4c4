using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Placement.Answers;

/// <summary>Which model on which replica answers, and why: what the response headers say.</summary>
/// <param name="StartedAt">When the client's question was taken up.</param>
internal sealed record AnswerOrigin(
    string RunId,
    DateTimeOffset StartedAt,
    Choice Choice,
    Classification Classification,
    string Strategy
)
{
    /// <summary>Tries that it took, the one that answers included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>A second copy of the call was faster than the first.</summary>
    public bool IsHedge { get; init; }

    /// <summary>Why this model on this replica, codes, most important first: the router's, and what happened on the way.</summary>
    public IEnumerable<string> Reasons =>
        IsHedge ? Choice.Reasons.Append("hedged")
        : Attempts > 1 ? Choice.Reasons.Append("failed_over")
        : Choice.Reasons;
}
