namespace Orchestrator.Contracts.Messages;

/// <summary>A lifecycle event of a run of several steps, as it stands in the run's log.</summary>
/// <param name="Sequence">Position in the run's log, from 1.</param>
/// <param name="Name">"completed" or "failed" (<see cref="EventNames"/>).</param>
public sealed record RunFinished(string RunId, long Sequence, string Name, DateTimeOffset At);
