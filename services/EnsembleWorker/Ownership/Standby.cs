namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>
/// Replicas that another worker should own: a free one is left alone for a while, so that its first choice can claim it.
/// Counted from when this worker saw that it is free, for a lease that was given back does not say when.
/// </summary>
internal sealed class Standby(TimeSpan wait)
{
    private readonly Dictionary<string, DateTimeOffset> _freeSince = new(StringComparer.Ordinal);

    /// <summary>The decision as it is, or one to wait when it is too early to claim.</summary>
    public LeaseDecision HoldBack(LeaseWish wish, LeaseDecision decision, DateTimeOffset now)
    {
        if (decision is not LeaseDecision.Claim || !wish.IsStandby)
        {
            _freeSince.Remove(wish.Replica);
            return decision;
        }

        _freeSince.TryAdd(wish.Replica, now);
        var claimableAt = _freeSince[wish.Replica] + wait;
        return claimableAt <= now ? decision : new LeaseDecision.Wait(claimableAt);
    }
}
