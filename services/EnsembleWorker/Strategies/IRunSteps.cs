using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>What a run offers to its strategy.</summary>
internal interface IRunSteps
{
    StartRunRequest Request { get; }

    /// <summary>
    /// The result of the step: from its checkpoint, or by carrying it out and committing the checkpoint. A step that
    /// fails is a result, too. Several may be under way at once.
    /// </summary>
    Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken);
}
