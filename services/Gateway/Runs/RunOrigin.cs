using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Runs;

/// <summary>Which model on which replica answers, and why: what the response headers say.</summary>
/// <param name="StartedAt">When the client's question was taken up.</param>
internal sealed record RunOrigin(
    string RunId,
    DateTimeOffset StartedAt,
    Choice Choice,
    Classification Classification,
    string Strategy
);
