namespace Orchestrator.Contracts.Messages;

/// <summary>One step of a run has a committed checkpoint.</summary>
/// <param name="Sequence">Position in the run's log, from 1.</param>
public sealed record StepFinished(string RunId, long Sequence, string Step, DateTimeOffset At);
