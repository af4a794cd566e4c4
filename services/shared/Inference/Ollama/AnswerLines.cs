using System.Text.Json;
using Orchestrator.Inference.Streaming;

namespace Orchestrator.Inference.Ollama;

/// <summary>
/// A streamed answer, handed on one whole line at a time as it arrives. An error line, a line that is no JSON, a line
/// beyond the limit, and an end without "done" become exceptions here, because OllamaSharp would swallow them.
/// </summary>
internal sealed class AnswerLines(Stream body, CallGuard guard, bool endsWithDone, OllamaOptions options)
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
        if (_isDone && endsWithDone)
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
            throw Broken($"A line of the answer is longer than {options.MaxLineBytes} bytes.");
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
            _isAtEnd = !(_isDone && endsWithDone);
            if (endsWithDone && !_isDone)
            {
                throw Broken("The answer ended before it was complete.");
            }
        }
    }

    private void HandOn(ReadOnlyMemory<byte> line)
    {
        if (line.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        var read = Judge(line.Span);
        if (read.Error is { } error)
        {
            throw new InferenceException(new InferenceError(guard.Stage, InferenceCause.ReplicaFailed, error));
        }

        _isDone = read.IsDone;
        _ready = line;
        guard.Stage = InferenceStage.Stream;
    }

    private OllamaLine Judge(ReadOnlySpan<byte> line)
    {
        try
        {
            return OllamaLine.Read(line);
        }
        catch (JsonException)
        {
            throw Broken("A line of the answer is cut off or is not JSON.");
        }
    }

    private InferenceException Broken(string message) =>
        new(new InferenceError(guard.Stage, InferenceCause.StreamBroken, message));
}
