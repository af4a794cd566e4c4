using Microsoft.EntityFrameworkCore;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Plans;

internal sealed class DocumentStore(IDbContextFactory<ProfilerDbContext> contexts, TimeProvider clock) : IDocumentStore
{
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(string kind, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Documents.AsNoTracking()
            .Where(row => row.Kind == kind)
            .ToDictionaryAsync(row => row.Key, row => row.Json, StringComparer.Ordinal, cancellationToken);
    }

    public async Task WriteAsync(
        string kind,
        IReadOnlyDictionary<string, string> byKey,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await PutAsync(context, kind, byKey, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
    }

    public async Task DeleteAsync(string kind, string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Documents.Where(row => row.Kind == kind && row.Key == key).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>As a part of what the caller saves.</summary>
    public async Task PutAsync(
        ProfilerDbContext context,
        string kind,
        IReadOnlyDictionary<string, string> byKey,
        CancellationToken cancellationToken
    )
    {
        var keys = byKey.Keys.ToList();
        var rows = await context
            .Documents.Where(row => row.Kind == kind && keys.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, StringComparer.Ordinal, cancellationToken);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (key, json) in byKey)
        {
            if (rows.TryGetValue(key, out var row))
            {
                (row.Json, row.UpdatedAtUnixMs) = (json, now);
            }
            else
            {
                context.Documents.Add(
                    new DocumentRow
                    {
                        Kind = kind,
                        Key = key,
                        Json = json,
                        UpdatedAtUnixMs = now,
                    }
                );
            }
        }
    }
}
