using System.Buffers;
using System.Text;

namespace SQLitePCL.Native;

/// <summary>
/// A string as UTF-8 for the length of one call. Lives on the stack while it is short; always has an address,
/// because SQLite takes a null pointer for SQL's NULL.
/// </summary>
internal ref struct Utf8Buffer
{
    public const int StackBytes = 512;

    private byte[]? _rented;
    private readonly Span<byte> _bytes;

    public Utf8Buffer(string text, Span<byte> stack)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var target = most <= stack.Length ? stack : _rented = ArrayPool<byte>.Shared.Rent(most);
        Length = Encoding.UTF8.GetBytes(text, target);
        _bytes = target;
    }

    public int Length { get; }

    public readonly ref byte GetPinnableReference() => ref _bytes[0];

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
