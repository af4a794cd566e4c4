namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>What one round over the leases found.</summary>
/// <param name="IsChanged">It changed what this worker owns.</param>
/// <param name="NextFreeAt">When the first lease of another worker can be claimed unless it is renewed; null for none.</param>
internal readonly record struct LeaseRound(bool IsChanged, DateTimeOffset? NextFreeAt)
{
    /// <summary>A replica of a dead worker is taken over when its lease is free, not at some later tick.</summary>
    public TimeSpan Wait(DateTimeOffset now, TimeSpan interval, TimeSpan least)
    {
        if (NextFreeAt is not { } freeAt || freeAt - now >= interval)
        {
            return interval;
        }

        return freeAt - now < least ? least : freeAt - now;
    }
}
