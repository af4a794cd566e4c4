namespace Orchestrator.Router.Selection;

/// <summary>How a replica stands at the moment of one decision, whatever the model.</summary>
/// <param name="WhyNot">Null when it may be chosen.</param>
/// <param name="Load">Calls that run, wait or are on their way.</param>
/// <param name="Tie">Drawn per decision: routers that see the same do not all choose the same.</param>
internal readonly record struct ReplicaStanding(
    string? WhyNot,
    int Load,
    double LoadPerSlot,
    bool HasFailed,
    double Tie
)
{
    /// <summary>Serves worse than it should: better than nothing.</summary>
    public bool IsDegraded { get; init; }

    /// <summary>May be chosen, and has not failed for this run.</summary>
    public bool IsOpen => WhyNot is null && !HasFailed;

    public bool HasFreeSlot => IsOpen && !IsDegraded && LoadPerSlot < 1;
}
