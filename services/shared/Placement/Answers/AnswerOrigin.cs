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
}
