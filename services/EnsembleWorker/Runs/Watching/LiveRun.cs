using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>
/// What has happened in a run since this worker holds it. Nothing is queued for a watcher: it takes what is new when it
/// is ready for it, so a slow one gets fewer and longer pieces and slows nobody.
/// </summary>
/// <param name="firstSequence">Number of the first entry that this worker writes; earlier ones are in the database.</param>
internal sealed class LiveRun(string runId, long epoch, long firstSequence, int mostCharacters, TimeProvider clock)
{
    // A writing's number holds the epoch and counts within it: whoever takes over begins with a higher one.
    private const int WritingBits = 8;

    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private AnswerText? _answer;
    private bool _isOver;

    /// <param name="Writing">The answer that was being written when the entry was made, and how long it was then.</param>
    private sealed record Entry(RunEvent Event, ulong Writing, int Content, int Thinking);

    public long FirstSequence => firstSequence;

    public ChangeSignal Changes { get; } = new();

    public string? WriterStep
    {
        get
        {
            lock (_gate)
            {
                return _answer?.Writer.Step;
            }
        }
    }

    public ulong Writing
    {
        get
        {
            lock (_gate)
            {
                return _answer?.Writing ?? 0;
            }
        }
    }

    public void BeginAnswer(AnswerWriter writer)
    {
        lock (_gate)
        {
            var writing = _answer is null ? (ulong)epoch << WritingBits : _answer.Writing + 1;
            _answer = new AnswerText(runId, writing, writer);
        }
    }

    public void Append(string content, string thinking)
    {
        lock (_gate)
        {
            _answer?.Append(content, thinking);
        }

        Changes.Raise();
    }

    public void Add(long sequence, long atMs, string name, string payload)
    {
        var entry = ToEvent(runId, sequence, atMs, name, payload);
        lock (_gate)
        {
            _entries.Add(new Entry(entry, _answer?.Writing ?? 0, _answer?.Length ?? 0, _answer?.ThinkingLength ?? 0));
        }

        Changes.Raise();
    }

    /// <summary>Nothing comes any more from this worker.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        Changes.Raise();
    }

    /// <summary>The next thing for a watcher; null when it has everything. Text comes before the entries that follow it.</summary>
    public (RunEvent? Next, bool IsOver) Next(LiveCursor cursor)
    {
        lock (_gate)
        {
            var index = cursor.NextSequence - firstSequence;
            var entry = index < _entries.Count ? _entries[(int)Math.Max(0, index)] : null;
            if (TextBefore(entry, cursor) is { } piece)
            {
                return (piece, false);
            }

            if (entry is not null)
            {
                cursor.NextSequence = (long)entry.Event.Sequence + 1;
            }

            return (entry?.Event, _isOver && entry is null);
        }
    }

    public static RunEvent ToEvent(string runId, long sequence, long atMs, string name, string payload) =>
        new()
        {
            RunId = runId,
            Sequence = (ulong)sequence,
            At = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(atMs)),
            Name = name,
            PayloadJson = payload,
        };

    private RunEvent? TextBefore(Entry? entry, LiveCursor cursor)
    {
        if (_answer is not { } answer || (entry is not null && entry.Writing != answer.Writing))
        {
            return null;
        }

        var (content, thinking) = entry is null
            ? (answer.Length, answer.ThinkingLength)
            : (entry.Content, entry.Thinking);
        return answer.Next(cursor, content, thinking, mostCharacters, clock.GetUtcNow());
    }
}
