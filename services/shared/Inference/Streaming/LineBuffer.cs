using System.Buffers;

namespace Orchestrator.Inference.Streaming;

/// <summary>Bytes in, whole lines out. Holds the line that is still growing and never more than its limit.</summary>
internal sealed class LineBuffer(int maxLineBytes) : IDisposable
{
    private const int FirstSize = 4096;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Min(FirstSize, maxLineBytes));
    private int _start;
    private int _end;
    private int _searched;

    public bool IsFull => _start == 0 && _end >= maxLineBytes;

    /// <summary>Where the next bytes go. Empty when the line is longer than the limit.</summary>
    public Memory<byte> Space()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _end, _searched) = (0, _end - _start, _searched - _start);
        }

        if (_end == _bytes.Length && _end < maxLineBytes)
        {
            Grow();
        }

        return _bytes.AsMemory(_end, Math.Min(_bytes.Length, maxLineBytes) - _end);
    }

    public void Added(int count) => _end += count;

    /// <summary>The next line with its line feed.</summary>
    public bool TryTakeLine(out ReadOnlyMemory<byte> line)
    {
        var feed = _bytes.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        if (feed < 0)
        {
            _searched = _end;
            line = default;
            return false;
        }

        var next = _searched + feed + 1;
        line = _bytes.AsMemory(_start, next - _start);
        (_start, _searched) = (next, next);
        return true;
    }

    /// <summary>What is left without a line feed.</summary>
    public ReadOnlyMemory<byte> TakeRest()
    {
        var rest = _bytes.AsMemory(_start, _end - _start);
        (_start, _searched) = (_end, _end);
        return rest;
    }

    public void Dispose()
    {
        var bytes = Interlocked.Exchange(ref _bytes, []);
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)_bytes.Length * 2, maxLineBytes));
        _bytes.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
