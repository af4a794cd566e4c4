using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
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

    /// <summary>Writes a new expiry to all rows that are still those of this owner and epoch, in one statement.</summary>
    /// <param name="epochs">By replica.</param>
    /// <param name="owner">Who renews.</param>
    /// <param name="expiresAt">The new expiry.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Those that were renewed.</returns>
    public async Task<IReadOnlyList<string>> RenewAsync(
        IReadOnlyDictionary<string, long> epochs,
        Owner owner,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    )
    {
        string[] replicas = [.. epochs.Keys];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // No two lives of one owner at once: of this owner's rows the epoch cannot change in between.
        var mine = context.Leases.Where(row =>
            replicas.Contains(row.Replica) && row.Worker == owner.Worker && row.Address == owner.Address
        );
        var count = await mine.ExecuteUpdateAsync(
            set =>
                set.SetProperty(row => row.ExpiresAt, expiresAt)
                    .SetProperty(row => row.Version, row => row.Version + 1),
            cancellationToken
        );
        return count == replicas.Length
            ? replicas
            : await mine.Select(row => row.Replica).ToListAsync(cancellationToken);
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
        return seen is null
            ? await TryInsertAsync(context, row, cancellationToken)
            : await TryUpdateAsync(context, row, seen.Version, cancellationToken);
    }

    // Two first claims at once are no error, and must not be logged as one by a key that says no to the second.
    private static async Task<bool> TryInsertAsync(
        WorkerDbContext context,
        LeaseRow row,
        CancellationToken cancellationToken
    )
    {
        var table = context
            .GetService<ISqlGenerationHelper>()
            .DelimitIdentifier(WorkerDbContext.LeaseTable, WorkerDbContext.Schema);
        var statement = FormattableStringFactory.Create(
            $"INSERT INTO {table} (replica, worker, address, epoch, expires_at, version) "
                + "VALUES ({0}, {1}, {2}, {3}, {4}, {5}) ON CONFLICT DO NOTHING",
            row.Replica,
            row.Worker,
            row.Address,
            row.Epoch,
            row.ExpiresAt,
            row.Version
        );
        return await context.Database.ExecuteSqlAsync(statement, cancellationToken) == 1;
    }

    private static async Task<bool> TryUpdateAsync(
        WorkerDbContext context,
        LeaseRow row,
        long seenVersion,
        CancellationToken cancellationToken
    )
    {
        var entry = context.Entry(row);
        entry.State = EntityState.Modified;
        entry.Property(lease => lease.Version).OriginalValue = seenVersion;
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
}
