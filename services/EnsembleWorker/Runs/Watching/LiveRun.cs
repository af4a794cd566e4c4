using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>
/// What has happened in a run since this worker holds it. Nothing is queued for a watcher: it takes what is new when it
/// is ready for it, so a slow one gets fewer and longer pieces and slows nobody.
/// </summary>
/// <param name="firstSequence">Number of the first entry that this worker writes; earlier ones are in the database.</param>
internal sealed class LiveRun(string runId, long epoch, long firstSequence, RunWatchOptions options, TimeProvider clock)
{
    // A writing's number holds the epoch and counts within it: whoever takes over begins with a higher one.
    private const int WritingBits = 8;

    private readonly Lock _gate = new();
    private readonly LiveEntries _entries = new(firstSequence, options.KeptEntries, options.KeptCharacters);
    private AnswerText? _answer;
    private LiveProgress? _progress;
    private bool _isOver;

    public long FirstSequence => firstSequence;

    /// <summary>Anything is new.</summary>
    public ChangeSignal Changes { get; } = new();

    /// <summary>Something is new that must not wait: an entry, or the end.</summary>
    public ChangeSignal KeptChanges { get; } = new();

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

    /// <param name="steps">Steps of the run that are done.</param>
    public void Tell(RunProgress progress, int steps)
    {
        var told = LiveProgress.ToEvent(runId, progress, steps, clock.GetUtcNow());
        lock (_gate)
        {
            _progress = new LiveProgress((_progress?.Number ?? 0) + 1, told);
        }

        Changes.Raise();
    }

    public void Add(long sequence, long atMs, string name, string payload)
    {
        var told = ToEvent(runId, sequence, atMs, name, payload);
        lock (_gate)
        {
            var (content, thinking) = (_answer?.Length ?? 0, _answer?.ThinkingLength ?? 0);
            _entries.Add(new LiveEntry(told, _answer?.Writing ?? 0, content, thinking));
        }

        RaiseKept();
    }

    /// <summary>Nothing comes any more from this worker.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        RaiseKept();
    }

    /// <summary>The next thing for a watcher. Text comes before the entries that follow it.</summary>
    /// <param name="cursor">How far the watcher is.</param>
    /// <param name="mayTellLive">False: only entries, the text that belongs before them, and what is left at the end.</param>
    public LiveNext Next(LiveCursor cursor, bool mayTellLive)
    {
        lock (_gate)
        {
            if (cursor.NextSequence < _entries.First)
            {
                return new LiveNext(LiveState.Missed, MissedUntil: _entries.First - 1);
            }

            return _entries.Find(cursor.NextSequence) is { } entry ? Next(cursor, entry) : Last(cursor, mayTellLive);
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

    private LiveNext Next(LiveCursor cursor, LiveEntry entry)
    {
        // Of a writing that another has replaced nothing more is told.
        if (entry.Writing == _answer?.Writing && Text(cursor, entry.Content, entry.Thinking) is { } piece)
        {
            return new LiveNext(LiveState.Told, piece);
        }

        cursor.NextSequence = (long)entry.Event.Sequence + 1;
        return new LiveNext(LiveState.Told, entry.Event);
    }

    // Behind the last entry there is only what is not kept.
    private LiveNext Last(LiveCursor cursor, bool mayTellLive)
    {
        if (!mayTellLive && !_isOver)
        {
            return new LiveNext(HasLive(cursor) ? LiveState.Later : LiveState.Waits);
        }

        if (!_isOver && _progress is { } progress && progress.Number > cursor.Progress)
        {
            cursor.Progress = progress.Number;
            return new LiveNext(LiveState.Told, progress.Event);
        }

        return Text(cursor, _answer?.Length ?? 0, _answer?.ThinkingLength ?? 0) is { } piece
            ? new LiveNext(LiveState.Told, piece)
            : new LiveNext(_isOver ? LiveState.Over : LiveState.Waits);
    }

    private RunEvent? Text(LiveCursor cursor, int content, int thinking) =>
        _answer?.Next(cursor, content, thinking, options.MaxPieceCharacters, clock.GetUtcNow());

    private bool HasLive(LiveCursor cursor) => _progress?.Number > cursor.Progress || _answer?.HasMore(cursor) == true;

    private void RaiseKept()
    {
        Changes.Raise();
        KeptChanges.Raise();
    }
}
