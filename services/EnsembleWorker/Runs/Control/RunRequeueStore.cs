using Microsoft.EntityFrameworkCore;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Control;

/// <summary>
/// Puts a run that nobody holds back into the queue. Each such change raises the epoch: of two that were decided from the
/// same row one is written, and the numbers of the log stay without gaps although no holder writes them.
/// </summary>
internal sealed class RunRequeueStore(GuardedWrites writes)
{
    /// <param name="seen">The row that the decision was made from; paused or ended, so that it has no holder.</param>
    /// <param name="requeue">What is written.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False when the run has changed since it was read: nothing was written.</returns>
    public Task<bool> TryAsync(RunRow seen, Requeue requeue, CancellationToken cancellationToken) =>
        writes.TryAsync(
            (context, token) =>
                context
                    .Runs.Where(run => run.RunId == seen.RunId && run.Epoch == seen.Epoch && run.State == seen.State)
                    .ExecuteUpdateAsync(run => run.SetProperty(row => row.Epoch, seen.Epoch + 1), token),
            (context, token) => WriteAsync(context, seen.RunId, requeue, token),
            cancellationToken
        );

    private static async Task WriteAsync(
        WorkerDbContext context,
        string runId,
        Requeue requeue,
        CancellationToken cancellationToken
    )
    {
        var run = await context.Runs.SingleAsync(row => row.RunId == runId, cancellationToken);
        requeue.Columns(run);
        run.State = RunStates.Queued;
        (run.PausedAtMs, run.PauseRequested, run.Question) = (null, false, null);
        run.LastSequence++;
        context.RunLog.Add(Entry(run, requeue));
        if (requeue.DropsFailures)
        {
            await DropFailuresAsync(context, runId, cancellationToken);
        }
    }

    // A decision that was written after a failure may be one about it; those before it cannot be.
    private static async Task DropFailuresAsync(
        WorkerDbContext context,
        string runId,
        CancellationToken cancellationToken
    )
    {
        var failed = await context
            .Steps.Where(step => step.RunId == runId && step.State == RunStates.Failed)
            .ToListAsync(cancellationToken);
        if (failed.Count == 0)
        {
            return;
        }

        var since = failed.Min(step => step.FinishedAtMs);
        var decided = await context
            .Steps.Where(step => step.RunId == runId && step.State == RunStates.Decided && step.FinishedAtMs >= since)
            .ToListAsync(cancellationToken);
        context.Steps.RemoveRange([.. failed, .. decided]);
    }

    private static RunLogRow Entry(RunRow run, Requeue requeue) =>
        new()
        {
            RunId = run.RunId,
            Sequence = run.LastSequence,
            AtMs = requeue.At.ToUnixTimeMilliseconds(),
            Name = requeue.Note.Name,
            Payload = requeue.Note.PayloadJson,
        };
}

/// <param name="Note">What the log says of it.</param>
/// <param name="Columns">Sets what is special to it.</param>
/// <param name="DropsFailures">True: steps that failed are forgotten, and decisions that may come of them.</param>
internal sealed record Requeue(DateTimeOffset At, RunNote Note, Action<RunRow> Columns, bool DropsFailures = false);
