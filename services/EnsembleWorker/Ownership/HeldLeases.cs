using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>
/// The leases that this process holds, as a snapshot that readers need not lock. A lease past its expiry is not
/// held, even when nobody came to say so: with the database away, serving ends by the clock.
/// </summary>
internal sealed class HeldLeases(TimeProvider clock)
{
    private ImmutableDictionary<string, HeldLease> _leases = ImmutableDictionary<string, HeldLease>.Empty;

    /// <summary>The lease while it is in force.</summary>
    public HeldLease? Find(string replica) =>
        Known(replica) is { } lease && lease.ExpiresAt > clock.GetUtcNow() ? lease : null;

    /// <summary>The lease as it was last written, also when it has run out since.</summary>
    public HeldLease? Known(string replica) => Volatile.Read(ref _leases).GetValueOrDefault(replica);

    /// <summary>All that were written and not given back or lost since.</summary>
    public IReadOnlyCollection<string> Names => [.. Volatile.Read(ref _leases).Keys];

    public LeaseCheck Check(string replica, long epoch) =>
        Find(replica) switch
        {
            null => LeaseCheck.NotOwner,
            var lease when lease.Epoch == epoch => LeaseCheck.Held,
            _ => LeaseCheck.OldEpoch,
        };

    public void Set(string replica, HeldLease lease) =>
        ImmutableInterlocked.AddOrUpdate(ref _leases, replica, lease, (_, _) => lease);

    public void Remove(string replica) => ImmutableInterlocked.TryRemove(ref _leases, replica, out _);
}
