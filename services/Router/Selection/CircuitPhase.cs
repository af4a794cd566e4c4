namespace Orchestrator.Router.Selection;

internal enum CircuitPhase
{
    Closed,
    Open,

    /// <summary>Open for long enough: the next choice is a trial.</summary>
    HalfOpen,
}
