using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Placement.Attempts;

/// <summary>One try of a run on one replica.</summary>
/// <param name="Number">From 1.</param>
/// <param name="StartedAt">A timestamp of the injected clock.</param>
internal sealed record Attempt(string RunId, int Number, RouteResponse Decision, Choice Choice, long StartedAt)
{
    /// <summary>Time that is left for the first token, as the caller set it; null for as long as it takes.</summary>
    public TimeSpan? DeadlineLeft { get; init; }

    /// <summary>A second copy of a call that runs elsewhere.</summary>
    public bool IsHedge { get; init; }

    /// <summary>The step of a run that this is a try of; null for a single answer.</summary>
    public RunStep? Step { get; init; }

    public string Strategy => Step?.Strategy ?? Decision.Strategy;

    public string Task => Step?.Task is { Length: > 0 } task ? task : Decision.Classification?.Task ?? "";

    public string Language =>
        Step?.Language is { Length: > 0 } language ? language : Decision.Classification?.Language ?? "";
}
