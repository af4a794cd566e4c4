using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.Profiler.Registry;

/// <summary>
/// Values by key, in the order of their last change, so that "what changed since" costs what changed and not what there
/// is. What is removed leaves a mark; when there are too many marks the oldest go, and <see cref="Horizon"/> says from
/// which version on changes are still complete. No lock: whoever owns it takes care.
/// </summary>
internal sealed class VersionedMap<TKey, TValue>(int marksMax, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
    where TValue : class
{
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _byKey = new(comparer);
    private readonly LinkedList<Entry> _byVersion = new();
    private readonly Queue<Entry> _marks = new();

    /// <summary>A reader that has seen this version or a later one misses nothing.</summary>
    public ulong Horizon { get; private set; }

    public int Count => _byKey.Count - MarkCount;

    private int MarkCount { get; set; }

    public IEnumerable<TValue> Values =>
        _byVersion.Where(entry => entry.Value is not null).Select(entry => entry.Value!);

    public TValue? Find(TKey key) => _byKey.TryGetValue(key, out var node) ? node.Value.Value : null;

    public bool TryFind(TKey key, [NotNullWhen(true)] out TValue? value) => (value = Find(key)) is not null;

    public void Set(TKey key, TValue value, ulong version)
    {
        MarkCount -= Unlink(key) ? 1 : 0;
        _byKey[key] = _byVersion.AddLast(new Entry(key, value, version));
    }

    /// <returns>False when there was none.</returns>
    public bool Remove(TKey key, ulong version)
    {
        if (Find(key) is null)
        {
            return false;
        }

        Unlink(key);
        var mark = new Entry(key, null, version);
        _byKey[key] = _byVersion.AddLast(mark);
        _marks.Enqueue(mark);
        MarkCount++;
        DropOldMarks();
        return true;
    }

    /// <summary>Newest first; a null value says that the key is gone.</summary>
    public IEnumerable<(TKey Key, TValue? Value)> Since(ulong version)
    {
        for (var node = _byVersion.Last; node is not null && node.Value.Version > version; node = node.Previous)
        {
            yield return (node.Value.Key, node.Value.Value);
        }
    }

    /// <returns>True when it was the mark of a removed one.</returns>
    private bool Unlink(TKey key)
    {
        if (!_byKey.Remove(key, out var node))
        {
            return false;
        }

        _byVersion.Remove(node);
        return node.Value.Value is null;
    }

    private void DropOldMarks()
    {
        // A key that came back has left its mark in the queue: such a one is passed over.
        while (MarkCount > marksMax || _marks.Count > 2L * marksMax)
        {
            var oldest = _marks.Dequeue();
            if (_byKey.TryGetValue(oldest.Key, out var node) && ReferenceEquals(node.Value, oldest))
            {
                Unlink(oldest.Key);
                MarkCount--;
                Horizon = oldest.Version;
            }
        }
    }

    private sealed record Entry(TKey Key, TValue? Value, ulong Version);
}
