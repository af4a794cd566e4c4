using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.StepCache;

/// <summary>Answers by key, bounded in number, in bytes and in age; the one that was not asked for the longest goes first. Knows no clock.</summary>
internal sealed class RecentAnswers(StepCacheOptions limits)
{
    private const int EntryBytes = 1_024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _newestFirst = [];
    private long _bytes;

    private sealed record Entry(string Key, StepResult Answer, DateTimeOffset AddedAt)
    {
        public long Bytes => EntryBytes + (sizeof(char) * (long)Answer.Text.Length);
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byKey.Count;
            }
        }
    }

    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    public StepResult? Find(string key, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            if (now - node.Value.AddedAt >= limits.TimeToLive)
            {
                Remove(node);
                return null;
            }

            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            return node.Value.Answer;
        }
    }

    /// <returns>How many others had to go for it.</returns>
    public int Add(string key, StepResult answer, DateTimeOffset now)
    {
        var entry = new Entry(key, answer, now);
        if (entry.Bytes > limits.Bytes)
        {
            return 0;
        }

        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var known))
            {
                Remove(known);
            }

            _byKey[key] = _newestFirst.AddFirst(entry);
            _bytes += entry.Bytes;
            return Evict();
        }
    }

    private int Evict()
    {
        var evicted = 0;
        while (_byKey.Count > limits.Entries || _bytes > limits.Bytes)
        {
            // Not null: what was added last fits by itself.
            Remove(_newestFirst.Last!);
            evicted++;
        }

        return evicted;
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byKey.Remove(node.Value.Key);
        _newestFirst.Remove(node);
        _bytes -= node.Value.Bytes;
    }
}
