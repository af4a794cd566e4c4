using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Profiler.Storage;

internal static class Revisions
{
    /// <summary>How often a change is tried again that met another profiler's.</summary>
    public const int AttemptsMax = 5;

    /// <summary>Counts up with the next save. Two that do so at once: one is refused, and looks again.</summary>
    public static async Task BumpAsync(
        this ProfilerDbContext context,
        string name,
        CancellationToken cancellationToken
    ) => (await context.Revisions.SingleAsync(row => row.Name == name, cancellationToken)).Value++;
}
