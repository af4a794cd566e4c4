using System.Collections.Frozen;
using Orchestrator.Contracts.Profiler.V1;
using WireEstimate = Orchestrator.Contracts.Worker.V1.Estimate;

namespace Orchestrator.Router.Fleet;

/// <summary>What the profiler's view says of replicas, put together from a snapshot and changes.</summary>
/// <param name="limits">How much is taken in.</param>
internal sealed class RegistryReplicas(FleetOptions limits)
{
    private readonly Dictionary<string, ReplicaEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, ModelSpeed>> _speeds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReplicaFacts> _facts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _measured = new(StringComparer.Ordinal);
    private FrozenDictionary<string, ReplicaFacts> _now = FrozenDictionary<string, ReplicaFacts>.Empty;
    private bool _isNew;
    private int _count;

    /// <summary>By the replica's name. The same object as before as long as nothing has changed.</summary>
    public FrozenDictionary<string, ReplicaFacts> Facts
    {
        get
        {
            foreach (var name in _changed)
            {
                Renew(name);
            }

            _changed.Clear();
            _measured.Clear();
            if (_isNew)
            {
                (_now, _isNew) = (_facts.ToFrozenDictionary(StringComparer.Ordinal), false);
            }

            return _now;
        }
    }

    public void Clear()
    {
        _entries.Clear();
        _speeds.Clear();
        _facts.Clear();
        _changed.Clear();
        _measured.Clear();
        (_isNew, _count) = (true, 0);
    }

    public void Apply(FleetChange change)
    {
        foreach (var replica in change.Replicas)
        {
            _entries[replica.Name] = replica;
            _changed.Add(replica.Name);
        }

        foreach (var speed in change.Speeds)
        {
            Take(speed);
        }

        foreach (var key in change.RemovedSpeeds)
        {
            if (_speeds.TryGetValue(key.Replica, out var speeds) && speeds.Remove(key.Digest))
            {
                _count--;
                _changed.Add(key.Replica);
                _measured.Add(key.Replica);
            }
        }

        foreach (var name in change.RemovedReplicas)
        {
            _entries.Remove(name);
            _count -= _speeds.Remove(name, out var speeds) ? speeds.Count : 0;
            _isNew |= _facts.Remove(name);
            _changed.Remove(name);
        }
    }

    private void Take(ReplicaSpeed speed)
    {
        if (!_speeds.TryGetValue(speed.Replica, out var speeds))
        {
            _speeds.Add(speed.Replica, speeds = new(StringComparer.Ordinal));
        }

        var isNew = !speeds.ContainsKey(speed.Digest);
        if (isNew && (_count >= limits.MaxSpeeds || speeds.Count >= limits.MaxModelsPerReplica))
        {
            return;
        }

        _count += isNew ? 1 : 0;
        speeds[speed.Digest] = ToSpeed(speed);
        _changed.Add(speed.Replica);
        _measured.Add(speed.Replica);
    }

    // Replicas are told of for many reasons that do not matter here: what is the same stays the same object.
    private void Renew(string name)
    {
        var entry = _entries.GetValueOrDefault(name);
        var before = _facts.GetValueOrDefault(name, ReplicaFacts.None);
        var planned = (entry?.PlannedModels ?? []).Take(limits.MaxModelsPerReplica).Select(ModelKey.Of).ToList();
        var facts = new ReplicaFacts(
            before.PlannedModels.SetEquals(planned) ? before.PlannedModels : Set(planned),
            _measured.Contains(name)
                ? _speeds.GetValueOrDefault(name, []).ToFrozenDictionary(StringComparer.Ordinal)
                : before.Speeds,
            Positive(entry?.PricePerGpuSecond ?? 0),
            entry?.Currency ?? "",
            entry?.VramBytes ?? 0
        );
        if (facts == ReplicaFacts.None)
        {
            _isNew |= _facts.Remove(name);
        }
        else if (facts != before)
        {
            (_facts[name], _isNew) = (facts, true);
        }
    }

    // An empty one of another comparer would be another object than the one that everybody without a plan has.
    private static FrozenSet<string> Set(List<string> models) =>
        models.Count == 0 ? ReplicaFacts.None.PlannedModels : models.ToFrozenSet(StringComparer.Ordinal);

    private static ModelSpeed ToSpeed(ReplicaSpeed speed) =>
        new(
            Value(speed.PrefillTokensPerSecond),
            Value(speed.DecodeTokensPerSecond),
            Value(speed.LoadSeconds),
            speed.VramBytes,
            (int)Math.Min(speed.Slots, MostSlots),
            [.. speed.DecodeAtConcurrency.Take(MostSlots).Select(Value)]
        )
        {
            PrefillSlow = Positive(speed.PrefillTokensPerSecond?.P10 ?? 0),
            TokensPerChar = TokenDensity.Of(speed.TokensPerChar),
        };

    // Far more than any replica runs at once.
    private const int MostSlots = 256;

    private static double Value(WireEstimate? estimate) => Positive(estimate?.Value ?? 0);

    private static double Positive(double value) => double.IsFinite(value) && value > 0 ? value : 0;
}
