using Microsoft.EntityFrameworkCore;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Persistence;

/// <summary>How speeds were over time.</summary>
internal sealed class HistoryStore(IDbContextFactory<ProfilerDbContext> contexts)
{
    public async Task AddAsync(IEnumerable<HistoryRow> rows, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.History.AddRange(rows);
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>In the order of their times, those after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<HistoryRow>> ReadAsync(
        Guid after,
        long beforeUnixMs,
        int rowsMax,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .History.AsNoTracking()
            .Where(row => row.AtUnixMs < beforeUnixMs && row.HistoryId.CompareTo(after) > 0)
            .OrderBy(row => row.HistoryId)
            .Take(rowsMax)
            .ToListAsync(cancellationToken);
    }

    public async Task DeleteAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.History.Where(row => ids.Contains(row.HistoryId)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Deletes what is older: history, edits, measures and models that nobody has seen since.</summary>
    /// <returns>How many rows went.</returns>
    public async Task<int> DeleteBeforeAsync(long unixMs, int rowsMax, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var history = context.History.Where(row => row.AtUnixMs < unixMs).OrderBy(row => row.AtUnixMs).Take(rowsMax);
        var ids = await history.Select(row => row.HistoryId).ToListAsync(cancellationToken);
        var deleted = await context
            .History.Where(row => ids.Contains(row.HistoryId))
            .ExecuteDeleteAsync(cancellationToken);
        deleted += await context.Edits.Where(row => row.AtUnixMs < unixMs).ExecuteDeleteAsync(cancellationToken);
        deleted += await context
            .Measures.Where(row => row.UpdatedAtUnixMs < unixMs)
            .ExecuteDeleteAsync(cancellationToken);
        return deleted
            + await context.Models.Where(row => row.LastSeenAtUnixMs < unixMs).ExecuteDeleteAsync(cancellationToken);
    }
}
