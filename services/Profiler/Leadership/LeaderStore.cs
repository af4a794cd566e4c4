using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Leadership;

/// <summary>Reads and writes the leader's row. Of two profilers that write it at once, one gets false.</summary>
internal sealed class LeaderStore(IDbContextFactory<ProfilerDbContext> contexts)
{
    private const string Role = "profiler";

    public async Task<LeaderRow?> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Leaders.AsNoTracking().SingleOrDefaultAsync(row => row.Role == Role, cancellationToken);
    }

    public static LeaderLease? ToLease(LeaderRow? row) =>
        row is null
            ? null
            : new LeaderLease(row.Holder, row.Term, DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAtUnixMs));

    /// <param name="seen">The row that the decision was made from; null when there was none.</param>
    /// <param name="lease">What to write.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False when another profiler has written the row since it was read.</returns>
    public async Task<bool> TryWriteAsync(LeaderRow? seen, LeaderLease lease, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = new LeaderRow
        {
            Role = Role,
            Holder = lease.Holder,
            Term = lease.Term,
            ExpiresAtUnixMs = lease.ExpiresAt.ToUnixTimeMilliseconds(),
            Version = (seen?.Version ?? 0) + 1,
        };
        return seen is null
            ? await TryInsertAsync(context, row, cancellationToken)
            : await TryUpdateAsync(context, row, seen.Version, cancellationToken);
    }

    // Two first claims at once are no error, and must not be logged as one by a key that says no to the second.
    private static async Task<bool> TryInsertAsync(
        ProfilerDbContext context,
        LeaderRow row,
        CancellationToken cancellationToken
    )
    {
        var names = context.GetService<ISqlGenerationHelper>();
        var table = names.DelimitIdentifier(ProfilerDbContext.LeaderTable, ProfilerDbContext.Schema);
        string[] columns =
        [
            nameof(row.Role),
            nameof(row.Holder),
            nameof(row.Term),
            nameof(row.ExpiresAtUnixMs),
            nameof(row.Version),
        ];
        var statement = FormattableStringFactory.Create(
            $"INSERT INTO {table} ({string.Join(", ", columns.Select(names.DelimitIdentifier))}) "
                + "VALUES ({0}, {1}, {2}, {3}, {4}) ON CONFLICT DO NOTHING",
            row.Role,
            row.Holder,
            row.Term,
            row.ExpiresAtUnixMs,
            row.Version
        );
        return await context.Database.ExecuteSqlAsync(statement, cancellationToken) == 1;
    }

    private static async Task<bool> TryUpdateAsync(
        ProfilerDbContext context,
        LeaderRow row,
        long seenVersion,
        CancellationToken cancellationToken
    )
    {
        var entry = context.Entry(row);
        entry.State = EntityState.Modified;
        entry.Property(leader => leader.Version).OriginalValue = seenVersion;
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
