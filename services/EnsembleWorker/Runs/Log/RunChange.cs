using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Log;

/// <summary>What is written about a run at once: a checkpoint, entries of its log, its end.</summary>
internal sealed record RunChange
{
    public StepRow? Step { get; init; }

    public IReadOnlyList<RunNote> Notes { get; init; } = [];

    /// <summary>Sets the columns of the end; null while the run goes on.</summary>
    public Action<RunRow>? End { get; init; }
}
