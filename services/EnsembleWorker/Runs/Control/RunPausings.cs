using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Control;

/// <summary>
/// Pauses runs and lets them go on. The wish is in the row first, as with a stop; it stays there for as long as the pause lasts,
/// so that a holder that has just written the pause sees whether it is still wanted.
/// </summary>
internal sealed class RunPausings(
    RunViews views,
    RunLeaseStore leases,
    HeldRuns held,
    RunIntake intake,
    RunRequeues requeues,
    RunMessageStore messages,
    IOptions<EnsembleWorkerOptions> options
)
{
    private readonly RunControlOptions _options = options.Value.Runs.Controls;

    /// <returns>Still running when its steps in flight take longer than a call may.</returns>
    public async Task<RunRow> PauseAsync(string runId, CancellationToken cancellationToken)
    {
        var row = await views.FindAsync(runId, cancellationToken);
        if (IsSettled(row))
        {
            return row;
        }

        await leases.RequestPauseAsync(runId, isWanted: true, cancellationToken);
        held.Find(runId)?.Pause.Begin(_options.PauseGrace);
        await intake.TryTakeToEndAsync(runId, cancellationToken);
        return await views.AwaitAsync(runId, IsSettled, cancellationToken);
    }

    public async Task<RunRow> ResumeAsync(string runId, CancellationToken cancellationToken)
    {
        var row = await views.FindAsync(runId, cancellationToken);
        if (RunStates.IsFinished(row.State))
        {
            return row;
        }

        if (row is { State: RunStates.Paused, Question: not null })
        {
            await RefuseWithoutReplyAsync(row, cancellationToken);
        }

        await leases.RequestPauseAsync(runId, isWanted: false, cancellationToken);
        held.Find(runId)?.Pause.CallOff();
        return await requeues.ResumeAsync(runId, "request", cancellationToken) ?? row;
    }

    private async Task RefuseWithoutReplyAsync(RunRow row, CancellationToken cancellationToken)
    {
        // One that has a reply already was left over by a worker that died between the two writes.
        if (await messages.CountWaitingAsync(row.RunId, cancellationToken) == 0)
        {
            throw RunControls.NotNow(row, "it waits for the reply to its question, which is sent as a message.");
        }
    }

    private static bool IsSettled(RunRow run) => run.State == RunStates.Paused || RunStates.IsFinished(run.State);
}
