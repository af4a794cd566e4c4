using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>
/// The latest entries of a run's log: what is older than these is in the database. Not safe for two threads by itself.
/// </summary>
/// <param name="firstSequence">Number of the first entry that will be added.</param>
internal sealed class LiveEntries(long firstSequence, int mostEntries, int mostCharacters)
{
    private readonly List<LiveEntry> _entries = [];
    private long _characters;

    /// <summary>Number of the oldest entry that is kept, or of the next one.</summary>
    public long First { get; private set; } = firstSequence;

    /// <summary>Adds the next one; the latest is always kept, however long it is.</summary>
    public void Add(LiveEntry entry)
    {
        _entries.Add(entry);
        _characters += entry.Characters;
        while (_entries.Count > 1 && (_entries.Count > mostEntries || _characters > mostCharacters))
        {
            _characters -= _entries[0].Characters;
            _entries.RemoveAt(0);
            First++;
        }
    }

    /// <param name="sequence">Not before <see cref="First"/>.</param>
    /// <returns>Null when there is none of that number yet.</returns>
    public LiveEntry? Find(long sequence) =>
        sequence - First < _entries.Count ? _entries[(int)(sequence - First)] : null;
}

/// <param name="Writing">The answer that was being written when the entry was made, and how long it was then.</param>
internal sealed record LiveEntry(RunEvent Event, ulong Writing, int Content, int Thinking)
{
    public int Characters => Event.PayloadJson.Length;
}
