namespace Orchestrator.SimulatedOllama.Faults;

/// <param name="Model">Short name; null hits every model.</param>
/// <param name="Remaining">Requests it still hits; null until cleared.</param>
internal sealed record Fault(long Id, FaultKind Kind, string? Model, int? Remaining, double Factor);
