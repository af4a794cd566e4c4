using Orchestrator.Profiler.Replicas;

namespace Orchestrator.Profiler.Registry;

/// <summary>What operators want of replicas, and which of those that they added they have removed since.</summary>
internal sealed class ReplicaWishes
{
    private readonly Dictionary<string, ReplicaWish> _wishes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withdrawn = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ReplicaWish> All => _wishes;

    public ReplicaWish? Of(string name) => _wishes.GetValueOrDefault(name);

    /// <summary>Whether it was added by API and removed there: nobody waits for it when its worker lets go of it.</summary>
    public bool IsWithdrawn(string name) => _withdrawn.Contains(name);

    /// <summary>It is in the view no more.</summary>
    public void Forget(string name) => _withdrawn.Remove(name);

    /// <summary>Takes the wishes, whole.</summary>
    /// <returns>The names that had a wish, or have one now.</returns>
    public IReadOnlyCollection<string> Replace(IEnumerable<ReplicaWish> wishes)
    {
        var names = _wishes.Keys.ToHashSet(StringComparer.Ordinal);
        _withdrawn.UnionWith(_wishes.Values.Where(wish => wish.Added is not null).Select(wish => wish.Name));
        _wishes.Clear();
        foreach (var wish in wishes)
        {
            _wishes[wish.Name] = wish;
        }

        _withdrawn.RemoveWhere(name => Of(name)?.Added is not null);
        names.UnionWith(_wishes.Keys);
        return names;
    }
}
