namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>Which models stay in memory. Pure.</summary>
internal static class PoolRule
{
    /// <returns>Index of the model that has to go before another one is loaded; null when there is room.</returns>
    public static int? Victim(IReadOnlyList<PoolView> loaded, int max)
    {
        for (var at = 0; at < loaded.Count; at++)
        {
            if (loaded[at].IsWanted)
            {
                return at;
            }
        }

        return loaded.Count < max
            ? null
            : Enumerable
                .Range(0, loaded.Count)
                .OrderBy(at => loaded[at].Users > 0)
                // One that goes anyway is better than a second one that is sent away.
                .ThenBy(at => !loaded[at].IsClosing)
                .ThenBy(at => loaded[at].ExpiresAt)
                .First();
    }

    /// <summary>True for a model that nobody uses and whose time is over.</summary>
    public static bool IsOver(PoolView loaded, DateTimeOffset now) =>
        loaded.Users == 0 && (loaded.IsClosing || loaded.ExpiresAt <= now);

    /// <returns>How long until the next one is over; null when none is waiting for it.</returns>
    public static TimeSpan? NextEnd(IEnumerable<PoolView> loaded, DateTimeOffset now)
    {
        var idle = loaded.Where(model => model.Users == 0).ToList();
        if (idle.Count == 0)
        {
            return null;
        }

        var wait = idle.Min(model => model.ExpiresAt) - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
