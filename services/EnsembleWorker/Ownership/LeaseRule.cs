namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>Who owns a replica. Pure.</summary>
internal static class LeaseRule
{
    /// <summary>An expiry that lets anybody claim at once: what a worker writes that stops in good order.</summary>
    public static readonly DateTimeOffset Released = DateTimeOffset.UnixEpoch;

    /// <param name="lease">The row; null when nobody ever owned the replica.</param>
    /// <param name="me">The worker that asks.</param>
    /// <param name="heldEpoch">The epoch this process believes to hold; null for none.</param>
    /// <param name="now">Time.</param>
    /// <param name="clockSkew">How much the owner's clock may differ from ours.</param>
    public static LeaseDecision Decide(Lease? lease, Owner me, long? heldEpoch, DateTimeOffset now, TimeSpan clockSkew)
    {
        if (lease is null)
        {
            return new LeaseDecision.Claim((heldEpoch ?? 0) + 1);
        }

        if (lease.Owner == me && lease.Epoch == heldEpoch)
        {
            // Also after the expiry: nobody came in between, so what routers know is still right.
            return new LeaseDecision.Renew(lease.Epoch);
        }

        if (heldEpoch is not null)
        {
            return new LeaseDecision.Lost(lease.Owner);
        }

        // Same name and address: an earlier life of this worker, which is over, for only one process has the port.
        var freeAt = lease.Owner == me || lease.ExpiresAt == Released ? lease.ExpiresAt : lease.ExpiresAt + clockSkew;
        return lease.Owner == me || freeAt <= now
            ? new LeaseDecision.Claim(lease.Epoch + 1)
            : new LeaseDecision.Wait(freeAt);
    }
}
