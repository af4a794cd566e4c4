namespace Orchestrator.Benchmarks.Load;

/// <summary>Lines out of pieces of bytes; a line that spans pieces is put together here.</summary>
internal sealed class LineSplitter
{
    private byte[] _carry = new byte[1024];
    private int _carried;

    /// <summary>Takes one line from the front of <paramref name="input"/>, without its line feed.</summary>
    /// <returns>False when the rest of the input holds no whole line; it is kept then, and the input is empty.</returns>
    public bool TryTake(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> line)
    {
        var feed = input.IndexOf((byte)'\n');
        if (feed < 0)
        {
            Keep(input);
            input = default;
            line = default;
            return false;
        }

        line = input[..feed];
        if (_carried > 0)
        {
            Keep(line);
            line = _carry.AsSpan(0, _carried);
            _carried = 0;
        }

        input = input[(feed + 1)..];
        return true;
    }

    /// <summary>What came after the last line feed.</summary>
    public ReadOnlySpan<byte> TakeRest()
    {
        var rest = _carry.AsSpan(0, _carried);
        _carried = 0;
        return rest;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_carried + bytes.Length > _carry.Length)
        {
            Array.Resize(ref _carry, Math.Max(_carry.Length * 2, _carried + bytes.Length));
        }

        bytes.CopyTo(_carry.AsSpan(_carried));
        _carried += bytes.Length;
    }
}
