using Microsoft.EntityFrameworkCore;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>Reads and writes the table "leases". Of two workers that write one row at once, one gets false.</summary>
internal sealed class LeaseStore(IDbContextFactory<WorkerDbContext> contexts)
{
    public async Task<IReadOnlyDictionary<string, LeaseRow>> ReadAsync(
        IReadOnlyCollection<string> replicas,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Leases.AsNoTracking()
            .Where(row => replicas.Contains(row.Replica))
            .ToDictionaryAsync(row => row.Replica, StringComparer.Ordinal, cancellationToken);
    }

    /// <param name="seen">The row that the decision was made from; null when there was none.</param>
    /// <param name="replica">Name of the replica.</param>
    /// <param name="lease">What to write.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False when another worker has written the row since it was read.</returns>
    public async Task<bool> TryWriteAsync(
        LeaseRow? seen,
        string replica,
        Lease lease,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = new LeaseRow
        {
            Replica = replica,
            Worker = lease.Owner.Worker,
            Address = lease.Owner.Address,
            Epoch = lease.Epoch,
            ExpiresAt = lease.ExpiresAt,
            Version = (seen?.Version ?? 0) + 1,
        };
        var entry = context.Entry(row);
        entry.State = seen is null ? EntityState.Added : EntityState.Modified;
        entry.Property(lease => lease.Version).OriginalValue = seen?.Version ?? 0;
        return await TrySaveAsync(context, cancellationToken);
    }

    private static async Task<bool> TrySaveAsync(WorkerDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException) when (context.ChangeTracker.Entries().Any(e => e.State == EntityState.Added))
        {
            // Two first claims: the key says no to the second. If it was something else, the next round meets it again.
            return false;
        }
    }
}
