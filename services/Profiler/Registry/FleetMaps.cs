using System.Collections.Immutable;

namespace Orchestrator.Profiler.Registry;

/// <summary>All that the view shows, each thing with the version of its last change. Not safe for threads by itself.</summary>
/// <param name="marksMax">How many removed things are remembered, of each kind.</param>
internal sealed class FleetMaps(int marksMax)
{
    private readonly VersionedMap<string, OwnerState> _owners = new(marksMax, StringComparer.Ordinal);
    private readonly VersionedMap<string, ReplicaState> _replicas = new(marksMax, StringComparer.Ordinal);
    private readonly VersionedMap<ModelId, ModelState> _models = new(marksMax);
    private readonly VersionedMap<SpeedId, SpeedState> _speeds = new(marksMax);

    /// <summary>Grows with every change.</summary>
    public ulong Version { get; private set; } = 1;

    public IEnumerable<OwnerState> Owners => _owners.Values;

    public IEnumerable<ReplicaState> Replicas => _replicas.Values;

    public IEnumerable<ModelState> Models => _models.Values;

    public IEnumerable<SpeedState> Speeds => _speeds.Values;

    public OwnerState? Owner(string address) => _owners.Find(address);

    public ReplicaState? Replica(string name) => _replicas.Find(name);

    public ModelState? Model(ModelId id) => _models.Find(id);

    public SpeedState? Speed(SpeedId id) => _speeds.Find(id);

    public void Set(OwnerState owner) => _owners.Set(owner.Address, owner, ++Version);

    public void Set(ReplicaState replica) => _replicas.Set(replica.Name, replica, ++Version);

    public void Set(ModelState model) => _models.Set(model.Id, model, ++Version);

    public void Set(SpeedState speed) => _speeds.Set(speed.Id, speed, ++Version);

    public void RemoveOwner(string address) => Version += _owners.Remove(address, Version + 1) ? 1UL : 0;

    public void RemoveReplica(string name) => Version += _replicas.Remove(name, Version + 1) ? 1UL : 0;

    public void RemoveModel(ModelId id) => Version += _models.Remove(id, Version + 1) ? 1UL : 0;

    public void RemoveSpeed(SpeedId id) => Version += _speeds.Remove(id, Version + 1) ? 1UL : 0;

    /// <summary>What a reader that has seen <paramref name="seen"/> lacks: each changed thing once, as it is now.</summary>
    /// <param name="seen">0 for nothing.</param>
    /// <param name="withSpeeds">Speeds are most of the view, and not every reader wants them.</param>
    public FleetDelta Since(ulong seen, bool withSpeeds)
    {
        var horizon = Math.Max(Math.Max(_owners.Horizon, _replicas.Horizon), _models.Horizon);
        horizon = withSpeeds ? Math.Max(horizon, _speeds.Horizon) : horizon;
        // What was removed is no longer known completely: such a reader begins anew.
        var isSnapshot = seen == 0 || seen < horizon || seen > Version;
        var from = isSnapshot ? 0 : seen;
        return new FleetDelta(
            Version,
            isSnapshot,
            PartOf(_owners, from, isSnapshot),
            PartOf(_replicas, from, isSnapshot),
            PartOf(_models, from, isSnapshot),
            withSpeeds ? PartOf(_speeds, from, isSnapshot) : DeltaPart<SpeedId, SpeedState>.Empty
        );
    }

    private static DeltaPart<TKey, TValue> PartOf<TKey, TValue>(
        VersionedMap<TKey, TValue> map,
        ulong from,
        bool isSnapshot
    )
        where TKey : notnull
        where TValue : class
    {
        var changed = ImmutableArray.CreateBuilder<TValue>();
        var removed = ImmutableArray.CreateBuilder<TKey>();
        foreach (var (key, value) in map.Since(from))
        {
            if (value is not null)
            {
                changed.Add(value);
            }
            else if (!isSnapshot)
            {
                removed.Add(key);
            }
        }

        return new DeltaPart<TKey, TValue>(changed.ToImmutable(), removed.ToImmutable());
    }
}
