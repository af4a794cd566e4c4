using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>
/// Who goes first: the smaller priority, but nobody waits for ever. A run that has waited for one span of aging longer counts
/// one level more urgent. Pure, and without a clock: of two runs that both wait the same one is first at any time.
/// </summary>
internal static class RunUrgency
{
    private const int Interactive = (int)RequestPriority.Interactive;

    /// <summary>What waits is ordered by this, smaller first: when it would have come if it were interactive.</summary>
    /// <param name="priority">A run that does not say how urgent it is counts as interactive.</param>
    /// <param name="sinceMs">Since when it waits, as Unix time.</param>
    /// <param name="aging">For one level.</param>
    public static long DueMs(int priority, long sinceMs, TimeSpan aging) =>
        sinceMs + (LevelsBelow(priority) * (long)aging.TotalMilliseconds);

    /// <summary>How urgent it is now; never more than interactive.</summary>
    public static int Level(int priority, long sinceMs, long nowMs, TimeSpan aging)
    {
        var aged = Math.Max(0, nowMs - sinceMs) / (long)aging.TotalMilliseconds;
        return Interactive + (int)Math.Max(0, LevelsBelow(priority) - aged);
    }

    private static int LevelsBelow(int priority) => Math.Max(0, priority - Interactive);
}
