using Orchestrator.Inference.Streaming;

namespace Orchestrator.Inference.Http;

/// <summary>
/// A streamed answer, handed on one whole line at a time as it arrives. A line that the dialect takes for an error, a
/// line beyond the limit, and an end that comes too early become exceptions here.
/// </summary>
internal sealed class AnswerLines(Stream body, CallGuard guard, ILineRule rule, HttpCallOptions options)
    : ReadOnlyStream
{
    private readonly LineBuffer _lines = new(options.MaxLineBytes);
    private ReadOnlyMemory<byte> _ready;
    private bool _isDone;
    private bool _isAtEnd;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.IsEmpty && !_isAtEnd && buffer.Length > 0)
        {
            await AdvanceAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _ready.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            guard.Dispose();
            body.Dispose();
            _ready = default;
            _lines.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask AdvanceAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            await guard.FinishAsync(options.EndOfAnswerTimeout);
            _isAtEnd = true;
        }
        else if (_lines.TryTakeLine(out var line))
        {
            HandOn(line);
        }
        else if (_lines.IsFull)
        {
            throw guard.Failure(
                InferenceCause.StreamBroken,
                $"A line of the answer is longer than {options.MaxLineBytes} bytes."
            );
        }
        else
        {
            await FillAsync(cancellationToken);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        var count = await guard.ReadAsync(_lines.Space(), cancellationToken);
        _lines.Added(count);
        if (count == 0)
        {
            HandOn(_lines.TakeRest());
            _isAtEnd = !_isDone;
            if (rule.MustEnd && !_isDone)
            {
                throw guard.Failure(InferenceCause.StreamBroken, "The answer ended before it was complete.");
            }
        }
    }

    private void HandOn(ReadOnlyMemory<byte> line)
    {
        if (line.IsEmpty)
        {
            return;
        }

        var verdict = rule.Judge(line.Span);
        if (verdict.Cause is { } cause)
        {
            throw guard.Failure(cause, verdict.Message);
        }

        if (verdict.IsDropped)
        {
            return;
        }

        _isDone = verdict.IsLast;
        _ready = line;
        if (verdict.IsContent)
        {
            guard.Stage = InferenceStage.Stream;
        }
    }
}
