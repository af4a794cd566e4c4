using System.Buffers;

namespace Orchestrator.Gateway.Requests;

/// <summary>A request body that grows as it arrives, in rented memory: what a client announces is not believed.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstBytes = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Append(in ReadOnlySequence<byte> more)
    {
        var needed = checked(_length + (int)more.Length);
        if (needed > _buffer.Length)
        {
            Grow(needed);
        }

        more.CopyTo(_buffer.AsSpan(_length));
        _length = needed;
    }

    public void Dispose()
    {
        // Prompts must not turn up in the next renter's memory dump.
        _buffer.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _buffer.Length)));
        Written.CopyTo(larger);
        _buffer.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
