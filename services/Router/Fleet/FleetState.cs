using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Orchestrator.Router.Fleet;

/// <summary>All owners by key. Pure: each event gives a new state.</summary>
internal sealed record FleetState(ImmutableDictionary<string, OwnerState> Owners)
{
    public static readonly FleetState Empty = new(ImmutableDictionary<string, OwnerState>.Empty);

    /// <summary>Keys of the models that the plan wants on each replica, when there is one that is carried out.</summary>
    public FrozenDictionary<string, FrozenSet<string>> Planned { get; init; } =
        FrozenDictionary<string, FrozenSet<string>>.Empty;

    public FleetState Apply(string owner, OwnerUpdate update)
    {
        var known = Owners.GetValueOrDefault(owner);
        var replicas = update.Full ? [] : known?.Replicas ?? [];
        replicas = replicas.RemoveRange(update.Removed);
        foreach (var replica in update.Replicas)
        {
            // Many small updates must not add up to more than a full one may hold.
            if (replicas.Count < update.ReplicasMax || replicas.ContainsKey(replica.Name))
            {
                replicas = replicas.SetItem(replica.Name, replica);
            }
        }

        return this with
        {
            Owners = Owners.SetItem(
                owner,
                new OwnerState(replicas, Lost: false, update.HeardAt)
                {
                    Strategies = update.Strategies ?? known?.Strategies ?? [],
                }
            ),
        };
    }

    /// <returns>Null when an owner's sign of life changes something all the same.</returns>
    public FleetState? Hear(string owner, DateTimeOffset at) =>
        Owners.TryGetValue(owner, out var state) && !state.Lost
            ? this with
            {
                Owners = Owners.SetItem(owner, state with { HeardAt = at }),
            }
            : null;

    public FleetState Lose(string owner) =>
        Owners.TryGetValue(owner, out var state)
            ? this with
            {
                Owners = Owners.SetItem(owner, state with { Lost = true }),
            }
            : this;

    public FleetState Drop(string owner) => this with { Owners = Owners.Remove(owner) };

    /// <remarks>
    /// While a lease moves, two owners may name the same replica: the higher epoch is the younger lease. Between equal
    /// ones an owner that is heard wins.
    /// </remarks>
    public FleetSnapshot ToSnapshot()
    {
        var byName = new Dictionary<string, ReplicaSnapshot>();
        foreach (var owner in Owners.Values)
        {
            foreach (var replica in owner.Replicas.Values)
            {
                var seen = owner.Lost ? Orphan(replica, owner) : replica;
                if (!byName.TryGetValue(replica.Name, out var other) || IsYounger(seen, other))
                {
                    byName[replica.Name] = seen;
                }
            }
        }

        return new FleetSnapshot(byName.Values.Select(WithPlan)) { Strategies = Strategies() };
    }

    private FrozenSet<string> Strategies()
    {
        var names = Owners.Values.Where(owner => !owner.Lost).SelectMany(owner => owner.Strategies);
        var told = names.ToFrozenSet(StringComparer.Ordinal);
        return told.Count > 0 ? told : FleetSnapshot.UntoldStrategies;
    }

    private ReplicaSnapshot WithPlan(ReplicaSnapshot replica) =>
        Planned.TryGetValue(replica.Name, out var models) ? replica with { PlannedModels = models } : replica;

    // Nothing new about a replica is no news of its owner: what counts for a takeover is when that was last heard.
    private static ReplicaSnapshot Orphan(ReplicaSnapshot replica, OwnerState owner) =>
        replica with
        {
            Health = ReplicaHealth.Unreachable,
            IsOrphan = true,
            CountedAt = owner.HeardAt > replica.CountedAt ? owner.HeardAt : replica.CountedAt,
        };

    private static bool IsYounger(ReplicaSnapshot replica, ReplicaSnapshot other) =>
        replica.Epoch != other.Epoch
            ? replica.Epoch > other.Epoch
            : other.Health == ReplicaHealth.Unreachable && replica.Health != ReplicaHealth.Unreachable;
}
