using Microsoft.EntityFrameworkCore;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Control;

/// <summary>
/// Changes of a run by somebody who does not hold it. First comes one update of its row that works only while the row is as it
/// was read: it locks the row, and of two that decided from the same row one finds nothing to update and writes nothing.
/// </summary>
internal sealed class GuardedWrites(IDbContextFactory<WorkerDbContext> contexts)
{
    /// <param name="guard">Returns how many rows it has changed.</param>
    /// <param name="write">What is written with it, in the same transaction.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False when the guard found nothing: nothing was written.</returns>
    public async Task<bool> TryAsync(
        Func<WorkerDbContext, CancellationToken, Task<int>> guard,
        Func<WorkerDbContext, CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        // One for all tries: whoever has a context must not wait for another one.
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.CreateExecutionStrategy().ExecuteAsync(OnceAsync, cancellationToken);

        async Task<bool> OnceAsync(CancellationToken token)
        {
            // What a failed try has tracked must not be in the next one.
            context.ChangeTracker.Clear();
            await using var transaction = await context.Database.BeginTransactionAsync(token);
            if (await guard(context, token) == 0)
            {
                return false;
            }

            await write(context, token);
            await context.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return true;
        }
    }
}
