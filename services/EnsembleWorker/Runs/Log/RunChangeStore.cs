using Microsoft.EntityFrameworkCore;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Log;

/// <summary>Writes what a holder has to say, in one transaction, and only while it is the holder.</summary>
internal sealed class RunChangeStore(IDbContextFactory<WorkerDbContext> contexts)
{
    /// <param name="key">Which run, under which epoch.</param>
    /// <param name="me">Who writes.</param>
    /// <param name="entries">New entries of the log, numbered.</param>
    /// <param name="change">What else is new.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False when the run has another holder or another epoch: nothing was written.</returns>
    public async Task<bool> TryWriteAsync(
        RunKey key,
        Owner me,
        IReadOnlyList<RunLogRow> entries,
        RunChange change,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var run = new RunRow
        {
            RunId = key.RunId,
            Worker = me.Worker,
            Epoch = key.Epoch,
        };
        context.Attach(run);
        // Written even when nothing else of the row changes: this update is what depends on worker and epoch.
        run.LastSequence = key.LastSequence + entries.Count;
        context.Entry(run).Property(row => row.LastSequence).IsModified = true;
        change.Columns?.Invoke(run);
        if (change.End is { } end)
        {
            end(run);
            Release(context, run);
        }

        context.RunLog.AddRange(entries);
        if (change.Step is not null)
        {
            context.Steps.Add(change.Step);
        }

        if (change.Taken is { } taken)
        {
            Take(context, key.RunId, taken);
        }

        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether an earlier attempt at the same change was committed although its answer got lost. The holder writes one
    /// change after the other, so the state of its steps and of its log tells.
    /// </summary>
    public async Task<bool> IsWrittenAsync(
        RunKey key,
        Owner me,
        int entries,
        RunChange change,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (change.Step is { } step)
        {
            return await context.Steps.AnyAsync(
                row => row.RunId == key.RunId && row.Step == step.Step && row.Epoch == key.Epoch,
                cancellationToken
            );
        }

        if (change.Taken is { } taken)
        {
            return await context.RunMessages.AnyAsync(
                row => row.RunId == key.RunId && row.Number == taken.Numbers[0] && row.TakenAt == taken.Boundary,
                cancellationToken
            );
        }

        var isEnd = change.End is not null;
        return await context.Runs.AnyAsync(
            run =>
                run.RunId == key.RunId
                && run.Epoch == key.Epoch
                && run.LastSequence >= key.LastSequence + entries
                && (isEnd ? run.Worker == "" : run.Worker == me.Worker),
            cancellationToken
        );
    }

    // Said outright: the row that is written here does not know what these columns held.
    private static void Release(WorkerDbContext context, RunRow run)
    {
        (run.Worker, run.Address, run.ExpiresAtMs) = ("", "", 0);
        context.Entry(run).Property(row => row.Address).IsModified = true;
        context.Entry(run).Property(row => row.ExpiresAtMs).IsModified = true;
    }

    private static void Take(WorkerDbContext context, string runId, TakenMessages taken)
    {
        foreach (var number in taken.Numbers)
        {
            var message = new RunMessageRow { RunId = runId, Number = number };
            context.Attach(message);
            message.TakenAt = taken.Boundary;
        }
    }
}

/// <param name="Epoch">That of the holder's lease.</param>
/// <param name="LastSequence">Number of the last entry in the log before the change.</param>
internal sealed record RunKey(string RunId, long Epoch, long LastSequence);
