namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>A worker as leases know it.</summary>
internal sealed record Owner(string Worker, string Address);

/// <summary>A lease as the database has it.</summary>
internal sealed record Lease(Owner Owner, long Epoch, DateTimeOffset ExpiresAt);

/// <summary>What a worker has to do about one replica.</summary>
internal abstract record LeaseDecision
{
    private LeaseDecision() { }

    /// <summary>Nobody owns it: write it as one's own, with this new epoch.</summary>
    public sealed record Claim(long Epoch) : LeaseDecision;

    /// <summary>It is one's own: write a new expiry, the epoch stays.</summary>
    public sealed record Renew(long Epoch) : LeaseDecision;

    /// <summary>It was one's own, and another has taken it.</summary>
    public sealed record Lost(Owner To) : LeaseDecision;

    /// <summary>Another owns it, at least until then.</summary>
    public sealed record Wait(DateTimeOffset Until) : LeaseDecision;
}

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
