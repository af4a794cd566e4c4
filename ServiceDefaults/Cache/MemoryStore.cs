using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Entries inside this process, up to a number. The framework's own MemoryCache refuses the new entry when it is full and
/// makes room later, on another thread; here the new one always gets in, as in Redis.
/// </summary>
internal sealed class MemoryStore(IOptions<SharedCacheOptions> options, TimeProvider clock) : ICacheStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);

    // The entry that was used last comes first.
    private readonly LinkedList<Entry> _byUse = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public Task<string?> GetAsync(string key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(Find(key));
        }
    }

    public Task SetAsync(string key, string value, TimeSpan expiry, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Drop(key);
            if (_entries.Count >= options.Value.EntriesMax && _byUse.Last is { } oldest)
            {
                Drop(oldest.Value.Key);
            }

            _entries[key] = _byUse.AddFirst(new Entry(key, value, clock.GetTimestamp(), expiry));
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Drop(key);
        }

        return Task.CompletedTask;
    }

    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string? Find(string key)
    {
        if (!_entries.TryGetValue(key, out var node))
        {
            return null;
        }

        if (clock.GetElapsedTime(node.Value.WrittenAt) >= node.Value.Expiry)
        {
            Drop(key);
            return null;
        }

        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value.Value;
    }

    private void Drop(string key)
    {
        if (_entries.Remove(key, out var node))
        {
            _byUse.Remove(node);
        }
    }

    /// <param name="WrittenAt">A timestamp: an entry's life does not follow corrections of the wall clock.</param>
    private sealed record Entry(string Key, string Value, long WrittenAt, TimeSpan Expiry);
}
