using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Placement.Attempts;

/// <summary>One try of a run on one replica.</summary>
/// <param name="Number">From 1.</param>
/// <param name="StartedAt">A timestamp of the injected clock.</param>
internal sealed record Attempt(string RunId, int Number, RouteResponse Decision, Choice Choice, long StartedAt);
