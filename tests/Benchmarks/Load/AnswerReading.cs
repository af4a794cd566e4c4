using System.Buffers.Text;
using System.Diagnostics;

namespace Orchestrator.Benchmarks.Load;

/// <summary>
/// Reads an Ollama answer of the stub: each piece of text begins with the moment at which the stub sent it, by the clock
/// that all processes of one machine share.
/// </summary>
internal sealed class AnswerReading : IBodyReading
{
    private readonly LineSplitter _lines = new();
    private readonly List<long> _transits = [];

    /// <summary>When the first piece of text was there; 0 while it is not.</summary>
    public long FirstTokenAt { get; private set; }

    /// <summary>For each piece the time from the stub to here.</summary>
    public IReadOnlyList<long> Transits => _transits;

    /// <summary>The answer says itself that it is complete.</summary>
    public bool IsComplete { get; private set; }

    public void Begin()
    {
        (FirstTokenAt, IsComplete) = (0, false);
        _transits.Clear();
        _lines.TakeRest();
    }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        var now = Stopwatch.GetTimestamp();
        while (_lines.TryTake(ref bytes, out var line))
        {
            TakeLine(line, now);
        }
    }

    /// <summary>A whole answer has no line feed at its end.</summary>
    public void End() => TakeLine(_lines.TakeRest(), Stopwatch.GetTimestamp());

    private void TakeLine(ReadOnlySpan<byte> line, long now)
    {
        IsComplete |= line.IndexOf("\"done\":true"u8) >= 0;
        var content = line.IndexOf("\"content\":\""u8);
        if (content >= 0 && Utf8Parser.TryParse(line[(content + 11)..], out long sentAt, out _))
        {
            FirstTokenAt = FirstTokenAt == 0 ? now : FirstTokenAt;
            _transits.Add(now - sentAt);
        }
    }
}
