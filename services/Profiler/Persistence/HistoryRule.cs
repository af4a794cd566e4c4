using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Persistence;

/// <summary>Which rows of the history are dispensable once they are old: of each day one per model and replica stays. Pure.</summary>
internal static class HistoryRule
{
    private const long DayMs = 24 * 60 * 60 * 1_000L;

    /// <param name="rows">In the order of their times.</param>
    /// <returns>Ids of those after which the same model on the same replica has another on the same day.</returns>
    public static IReadOnlyList<Guid> Dispensable(IReadOnlyList<HistoryRow> rows)
    {
        var dispensable = new List<Guid>();
        var last = new Dictionary<(SpeedId Speed, long Day), Guid>();
        foreach (var row in rows)
        {
            var key = (new SpeedId(row.Replica, row.Digest), row.AtUnixMs / DayMs);
            if (last.TryGetValue(key, out var earlier))
            {
                dispensable.Add(earlier);
            }

            last[key] = row.HistoryId;
        }

        return dispensable;
    }
}
