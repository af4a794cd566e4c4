using System.Runtime.CompilerServices;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Runs.Workers;
using Orchestrator.Placement.Answers;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Gateway.Runs.Answers;

/// <summary>
/// The answer of a run of several steps, pulled from the log and the live pieces of whoever holds it. Disposed before
/// its end, it has the run stopped.
/// </summary>
internal sealed class RunAnswer : IAnswer
{
    private readonly PendingRun _run;
    private readonly RunCalls _calls;
    private readonly RunStops _stops;
    private readonly SeveralStepsLimits _limits;
    private readonly CancellationToken _hangUp;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;
    private readonly RunWatch _watch;
    private readonly WritingPosition _position = new();
    private readonly Queue<AnswerChunk> _ready = new();
    private AnswerOrigin? _origin;
    private bool _isDone;

    public RunAnswer(
        PendingRun run,
        RunCalls calls,
        RunStops stops,
        SeveralStepsLimits limits,
        TimeProvider clock,
        CancellationToken hangUp
    )
    {
        _run = run;
        _calls = calls;
        _stops = stops;
        _limits = limits;
        _hangUp = hangUp;
        _silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, hangUp);
        _watch = calls.Watch(run.RunId, after: 0, run.Worker, _either.Token);
    }

    public AnswerOrigin Origin =>
        _origin ?? throw new InvalidOperationException("An answer has an origin once it begins.");

    /// <returns>Why there will be no answer; null once its first piece is there.</returns>
    public async Task<PlacementError?> BeginAsync()
    {
        var first =
            _run.DeadlineLeft is { } left && left < _limits.AnswerTimeout
                ? await NextAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _ => RunErrors.DeadlinePassed)
                : await NextAsync(_limits.AnswerTimeout, NoAnswer);
        if (first.Failure is null)
        {
            // The first piece is read again by the one who relays the answer.
            var others = _ready.ToArray();
            _ready.Clear();
            _ready.Enqueue(first);
            Array.ForEach(others, _ready.Enqueue);
        }

        return first.Failure;
    }

    public async IAsyncEnumerable<AnswerChunk> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var chunk = await NextAsync(_limits.SilenceTimeout, Silence);
            yield return chunk;
            if (chunk.Delta is null)
            {
                yield break;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_isDone)
        {
            _isDone = true;
            _stops.Add(_run.RunId, _watch.Holder);
        }

        _watch.Dispose();
        _position.Dispose();
        _either.Dispose();
        _silence.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<AnswerChunk> NextAsync(TimeSpan patience, Func<TimeSpan, PlacementError> tooLate)
    {
        if (_ready.Count == 0)
        {
            _silence.CancelAfter(patience);
            try
            {
                await FillAsync();
            }
            catch (OperationCanceledException) when (!_hangUp.IsCancellationRequested)
            {
                _ready.Enqueue(AnswerChunk.Of(tooLate(patience)));
            }
            finally
            {
                _silence.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }

        return _ready.Dequeue();
    }

    private static PlacementError NoAnswer(TimeSpan limit) =>
        RunErrors.TimedOut(limit, nameof(SeveralStepsLimits.AnswerTimeout));

    private static PlacementError Silence(TimeSpan limit) =>
        RunErrors.TimedOut(limit, nameof(SeveralStepsLimits.SilenceTimeout));

    /// <summary>Reads on until there is something for the client.</summary>
    private async Task FillAsync()
    {
        while (_ready.Count == 0)
        {
            switch (await _watch.NextAsync())
            {
                case { Failure: { } failure }:
                    End(AnswerChunk.Of(failure));
                    break;
                case { Event: { Name: EventNames.Completed or EventNames.Failed } }:
                    await ConcludeAsync();
                    break;
                case { Event: { Answer: { } piece } } when !_run.WantsWhole:
                    Relay(piece);
                    break;
            }
        }
    }

    private void Relay(AnswerPiece piece)
    {
        var verdict = _position.Take(piece);
        switch (verdict.Fate)
        {
            case PieceFate.Rewritten:
                End(AnswerChunk.Of(RunErrors.Rewritten(_run.RunId)));
                break;
            case PieceFate.Torn:
                End(AnswerChunk.Of(RunErrors.Torn(_run.RunId)));
                break;
            case PieceFate.Relay:
                _origin ??= RunChunks.Origin(_run, piece.Model, piece.Replica, piece.Simulated);
                _ready.Enqueue(AnswerChunk.Of(new Delta { Content = verdict.Content, Thinking = verdict.Thinking }));
                break;
        }
    }

    /// <summary>The run has ended: its row says how.</summary>
    private async Task ConcludeAsync()
    {
        var (view, _, _) = await _calls.ViewAsync(_run.RunId, _watch.Holder, _either.Token);
        if (view?.Answer is not { } answer)
        {
            End(AnswerChunk.Of(view is null ? RunErrors.Lost(_run.RunId) : RunErrors.Failed(view)));
        }
        else if (_position.Rest(answer.Content) is { } rest)
        {
            _origin ??= RunChunks.Origin(_run, answer.Model, answer.Replica, answer.Simulated);
            if (rest.Length > 0)
            {
                _ready.Enqueue(AnswerChunk.Of(new Delta { Content = rest }));
            }

            End(AnswerChunk.Of(RunChunks.End(view)));
        }
        else
        {
            End(AnswerChunk.Of(RunErrors.Differs(_run.RunId)));
        }
    }

    /// <summary>Nothing is left to stop: the run has ended, or it goes on without this client.</summary>
    private void End(AnswerChunk last)
    {
        _isDone = true;
        _ready.Enqueue(last);
    }
}
