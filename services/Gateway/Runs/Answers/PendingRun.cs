using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Runs.Answers;

/// <summary>A run that a worker has taken.</summary>
/// <param name="AskedAt">When the client's question was taken up.</param>
/// <param name="WantsWhole">The client takes nothing before the end: pieces are of no use to it.</param>
/// <param name="Worker">Who has taken the run.</param>
internal sealed record PendingRun(
    string RunId,
    DateTimeOffset AskedAt,
    RouteResponse Decision,
    bool WantsWhole,
    Uri? Worker
)
{
    /// <summary>What is left of the caller's own deadline for the first piece; null when it set none.</summary>
    public TimeSpan? DeadlineLeft { get; init; }
}
