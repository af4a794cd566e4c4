namespace Orchestrator.EnsembleWorker.Runs.Notices;

/// <summary>A message for the bus about a run.</summary>
/// <param name="Message">RunReady, StepFinished or RunFinished.</param>
/// <param name="TraceParent">The trace that it belongs to.</param>
internal sealed record RunNotice(object Message, string? TraceParent);
