using Orchestrator.Inference;

namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>The table of models in memory. Every method is one step under one lock; nothing is loaded or freed here.</summary>
internal sealed class LoadedModels
{
    // The longest that a timer takes; a model that stays longer stays for ever.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(40);

    private readonly Lock _gate = new();
    private readonly List<PoolEntry> _entries = [];

    /// <summary>The one that stays longest first.</summary>
    public IReadOnlyList<PoolEntry> All()
    {
        lock (_gate)
        {
            return [.. _entries.OrderByDescending(entry => entry.ExpiresAt)];
        }
    }

    /// <summary>One more call for a model that fits; null when none does.</summary>
    public PoolEntry? Join(Predicate<PoolEntry> fits, TimeSpan? keepAlive, DateTimeOffset now)
    {
        lock (_gate)
        {
            var entry = _entries.Find(entry => !entry.IsClosing && fits(entry));
            return entry is null ? null : Use(entry, keepAlive, now);
        }
    }

    /// <summary>A model that was just loaded, with its first call.</summary>
    public PoolEntry Add(PoolEntry entry, TimeSpan? keepAlive, DateTimeOffset now)
    {
        lock (_gate)
        {
            _entries.Add(entry);
            return Use(entry, keepAlive, now);
        }
    }

    /// <summary>A call is over.</summary>
    public void End(PoolEntry entry, DateTimeOffset now)
    {
        lock (_gate)
        {
            entry.Users--;
            entry.ExpiresAt = EndOf(entry.KeepAlive, now);
        }
    }

    /// <summary>From now on the model takes no more calls.</summary>
    public void SendAway(ModelId id)
    {
        lock (_gate)
        {
            _entries.FindAll(entry => entry.Id == id).ForEach(entry => entry.IsClosing = true);
        }
    }

    /// <returns>The model that was sent away to make room for another one; null when there is room.</returns>
    public PoolEntry? SendAwayFor(ModelId id, int max)
    {
        lock (_gate)
        {
            var views = _entries.ConvertAll(entry => View(entry, entry.Id == id));
            if (PoolRule.Victim(views, max) is not { } at)
            {
                return null;
            }

            _entries[at].IsClosing = true;
            return _entries[at];
        }
    }

    /// <summary>Takes out the models that are over; the caller frees them.</summary>
    /// <param name="now">Time.</param>
    /// <param name="next">How long until the next one is over; null when that is not known.</param>
    public List<PoolEntry> TakeOver(DateTimeOffset now, out TimeSpan? next)
    {
        lock (_gate)
        {
            var over = _entries.FindAll(entry => PoolRule.IsOver(View(entry), now));
            _entries.RemoveAll(over.Contains);
            var wait = PoolRule.NextEnd(_entries.Select(entry => View(entry)), now);
            next = wait < _longest ? wait : null;
            return over;
        }
    }

    /// <summary>Takes out all that nobody uses. A call that still runs keeps its memory until the process ends.</summary>
    public List<PoolEntry> TakeIdle()
    {
        lock (_gate)
        {
            var idle = _entries.FindAll(entry => entry.Users == 0);
            _entries.Clear();
            return idle;
        }
    }

    private static PoolEntry Use(PoolEntry entry, TimeSpan? keepAlive, DateTimeOffset now)
    {
        entry.Users++;
        entry.KeepAlive = keepAlive ?? entry.KeepAlive;
        entry.ExpiresAt = EndOf(entry.KeepAlive, now);
        return entry;
    }

    // "Never" is centuries ahead, as in Ollama.
    private static DateTimeOffset EndOf(TimeSpan keepAlive, DateTimeOffset now) =>
        keepAlive < _longest ? now + keepAlive : now.AddYears(300);

    private static PoolView View(PoolEntry entry, bool isWanted = false) =>
        new(entry.Users, entry.ExpiresAt, entry.IsClosing, isWanted);
}
