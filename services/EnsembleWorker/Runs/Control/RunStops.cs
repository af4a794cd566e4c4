using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Control;

/// <summary>
/// Ends runs on request. The wish is written into the row first: a holder elsewhere sees it with its next renewal, and a
/// worker that takes the run over, too. A run that nobody holds is ended here, without a place.
/// </summary>
internal sealed class RunStops(RunViews views, RunLeaseStore leases, HeldRuns held, RunIntake intake)
{
    public async Task<RunRow> StopAsync(string runId, CancellationToken cancellationToken)
    {
        var row = await views.FindAsync(runId, cancellationToken);
        if (RunStates.IsFinished(row.State))
        {
            return row;
        }

        await leases.RequestStopAsync(runId, cancellationToken);
        held.Find(runId)?.Stop();
        await intake.TryTakeToEndAsync(runId, cancellationToken);
        return await views.AwaitAsync(runId, run => RunStates.IsFinished(run.State), cancellationToken);
    }
}
