namespace Orchestrator.EnsembleWorker.Strategies;

/// <param name="Text">What a later holder of the run is told.</param>
/// <param name="Notes">What the log says of it, written together with it.</param>
internal sealed record RunDecision(string Text, params IReadOnlyList<RunNote> Notes);
