using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Streaming;

/// <summary>
/// Lines of server-sent events. Blank lines are handed on, because they end events; an event of many lines has the same
/// limit as one of one line.
/// </summary>
internal abstract class SseLineRule(int maxEventBytes) : ILineRule
{
    private int _eventBytes;
    private bool _isEnding;

    public abstract bool MustEnd { get; }

    public LineVerdict Judge(ReadOnlySpan<byte> line)
    {
        var text = line.TrimEnd("\r\n"u8);
        if (text.IsEmpty)
        {
            _eventBytes = 0;
            return _isEnding ? LineVerdict.Last : LineVerdict.Passed;
        }

        _eventBytes += line.Length;
        if (_eventBytes > maxEventBytes)
        {
            return LineVerdict.Failed(
                InferenceCause.StreamBroken,
                $"An event of the answer is longer than {maxEventBytes} bytes."
            );
        }

        return text.StartsWith("data:"u8) ? JudgeData(text["data:"u8.Length..].TrimStart((byte)' ')) : JudgeField(text);
    }

    /// <summary>The event that is being read is the last one.</summary>
    protected void End() => _isEnding = true;

    protected abstract LineVerdict JudgeData(ReadOnlySpan<byte> data);

    /// <summary>A line of another field, or a comment.</summary>
    protected virtual LineVerdict JudgeField(ReadOnlySpan<byte> line) => LineVerdict.Passed;
}
