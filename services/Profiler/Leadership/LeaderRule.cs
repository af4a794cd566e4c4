namespace Orchestrator.Profiler.Leadership;

/// <summary>Who leads. Pure.</summary>
internal static class LeaderRule
{
    /// <summary>An expiry that lets anybody claim at once: what a profiler writes that stops in good order.</summary>
    public static readonly DateTimeOffset Released = DateTimeOffset.UnixEpoch;

    /// <param name="lease">The row; null when nobody ever led.</param>
    /// <param name="me">Identity of this process, not of its place: an earlier life of it is somebody else.</param>
    /// <param name="now">Time.</param>
    /// <param name="clockSkew">How much the leader's clock may differ from ours.</param>
    public static LeaderDecision Decide(LeaderLease? lease, string me, DateTimeOffset now, TimeSpan clockSkew)
    {
        if (lease is null)
        {
            return new LeaderDecision.Claim(1);
        }

        if (lease.Holder == me)
        {
            // Also after the expiry: nobody came in between.
            return new LeaderDecision.Renew(lease.Term);
        }

        var freeAt = lease.ExpiresAt == Released ? Released : lease.ExpiresAt + clockSkew;
        return freeAt <= now ? new LeaderDecision.Claim(lease.Term + 1) : new LeaderDecision.Follow(lease.Holder);
    }
}
