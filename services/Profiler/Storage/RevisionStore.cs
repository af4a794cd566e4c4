using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Profiler.Storage;

internal sealed class RevisionStore(IDbContextFactory<ProfilerDbContext> contexts)
{
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Revisions.AsNoTracking()
            .ToDictionaryAsync(row => row.Name, row => row.Value, StringComparer.Ordinal, cancellationToken);
    }
}
