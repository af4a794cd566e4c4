using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Control;

/// <summary>Begins failed and dead runs again; what was completed is kept.</summary>
internal sealed class RunReplays(RunViews views, RunRequeues requeues)
{
    public async Task<RunRow> ReplayAsync(string runId, CancellationToken cancellationToken)
    {
        var row =
            await requeues.ReplayAsync(runId, cancellationToken) ?? await views.FindAsync(runId, cancellationToken);
        return row.State is RunStates.Completed or RunStates.Stopped
            ? throw RunControls.NotNow(row, "only runs that are failed or dead can be replayed.")
            : row;
    }
}
