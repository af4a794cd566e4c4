using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Residency;

/// <summary>Which models of which replicas are in use, and what the replicas were told about keeping them.</summary>
internal sealed class ModelUses(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImmutableDictionary<string, ModelUse>> _replicas = new(StringComparer.Ordinal);

    /// <summary>A call came. It counts as use, waiting or running, until it is disposed of.</summary>
    public IDisposable Begin(string replica, string model)
    {
        Change(replica, model, use => use with { Calls = use.Calls + 1, LastAt = clock.GetUtcNow() });
        return new Use(() =>
            Change(replica, model, use => use with { Calls = use.Calls - 1, LastAt = clock.GetUtcNow() })
        );
    }

    public void Told(string replica, string model, TimeSpan keepAlive) =>
        Change(replica, model, use => use with { Told = keepAlive });

    /// <summary>By model, whatever the case of its name.</summary>
    public ImmutableDictionary<string, ModelUse> Of(string replica)
    {
        lock (_gate)
        {
            return _replicas.GetValueOrDefault(replica) ?? ModelUse.None;
        }
    }

    /// <summary>Forgets the models that the replica no longer has, unless they are in use.</summary>
    public void Keep(string replica, IEnumerable<string> models)
    {
        lock (_gate)
        {
            if (_replicas.TryGetValue(replica, out var uses))
            {
                var kept = models.ToHashSet(StringComparer.OrdinalIgnoreCase);
                _replicas[replica] = uses.RemoveRange(
                    uses.Where(use => use.Value.Calls == 0 && !kept.Contains(use.Key)).Select(use => use.Key)
                );
            }
        }
    }

    /// <summary>Forgets the replicas that are gone, unless calls to them have yet to end.</summary>
    public void KeepReplicas(Func<string, bool> isThere)
    {
        lock (_gate)
        {
            var gone = _replicas.Where(one => !isThere(one.Key) && one.Value.Values.All(use => use.Calls == 0));
            foreach (var (replica, _) in gone.ToList())
            {
                _replicas.Remove(replica);
            }
        }
    }

    private void Change(string replica, string model, Func<ModelUse, ModelUse> change)
    {
        lock (_gate)
        {
            var uses = _replicas.GetValueOrDefault(replica) ?? ModelUse.None;
            _replicas[replica] = uses.SetItem(model, change(uses.GetValueOrDefault(model) ?? ModelUse.Unused));
        }
    }

    private sealed class Use(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
