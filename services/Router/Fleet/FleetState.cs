using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Orchestrator.Router.Fleet;

/// <summary>All owners by key. Pure: each event gives a new state.</summary>
internal sealed record FleetState(ImmutableDictionary<string, OwnerState> Owners)
{
    public static readonly FleetState Empty = new(ImmutableDictionary<string, OwnerState>.Empty);

    /// <summary>What the profiler says of replicas, by name.</summary>
    public FrozenDictionary<string, ReplicaFacts> Facts { get; private init; } =
        FrozenDictionary<string, ReplicaFacts>.Empty;

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
                replicas = replicas.SetItem(replica.Name, WithFacts(replica, Facts));
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

    /// <summary>The profiler has something new to say. Replicas of which it says the same stay the same objects.</summary>
    public FleetState Know(FrozenDictionary<string, ReplicaFacts> facts) =>
        this with
        {
            Facts = facts,
            Owners = Owners.SetItems(
                Owners.Select(owner =>
                    KeyValuePair.Create(
                        owner.Key,
                        owner.Value with
                        {
                            Replicas = owner.Value.Replicas.SetItems(Renewed(owner.Value.Replicas, facts)),
                        }
                    )
                )
            ),
        };

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

        return new FleetSnapshot(byName.Values) { Strategies = Strategies() };
    }

    private FrozenSet<string> Strategies()
    {
        var names = Owners.Values.Where(owner => !owner.Lost).SelectMany(owner => owner.Strategies);
        var told = names.ToFrozenSet(StringComparer.Ordinal);
        return told.Count > 0 ? told : FleetSnapshot.UntoldStrategies;
    }

    private IEnumerable<KeyValuePair<string, ReplicaSnapshot>> Renewed(
        ImmutableDictionary<string, ReplicaSnapshot> replicas,
        FrozenDictionary<string, ReplicaFacts> facts
    ) =>
        replicas
            .Where(pair => Facts.GetValueOrDefault(pair.Key) != facts.GetValueOrDefault(pair.Key))
            .Select(pair => KeyValuePair.Create(pair.Key, WithFacts(pair.Value, facts)));

    private static ReplicaSnapshot WithFacts(ReplicaSnapshot replica, FrozenDictionary<string, ReplicaFacts> facts) =>
        facts.GetValueOrDefault(replica.Name, ReplicaFacts.None).AddTo(replica);

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
