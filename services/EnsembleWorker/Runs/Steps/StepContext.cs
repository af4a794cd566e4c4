using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Budget;
using Orchestrator.EnsembleWorker.Runs.Watching;

namespace Orchestrator.EnsembleWorker.Runs.Steps;

/// <summary>The run that a step belongs to.</summary>
/// <param name="Live">Where the text goes while it is written; null for nowhere.</param>
internal sealed record StepContext(StartRunRequest Request, RunAllowance Allowance, LiveRun? Live)
{
    /// <summary>When the run was accepted, pauses not counted, as Unix time: of two that wait for a place the older one goes first.</summary>
    public long AcceptedAtMs { get; init; }
}
