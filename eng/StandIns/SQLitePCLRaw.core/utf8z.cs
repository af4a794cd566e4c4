using System.Text;

namespace SQLitePCL;

/// <summary>UTF-8 text that ends in a zero byte; the span includes it. An empty span is C's null pointer.</summary>
public readonly ref struct utf8z
{
    private readonly ReadOnlySpan<byte> _bytes;

    private utf8z(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public static utf8z FromString(string? s)
    {
        if (s is null)
        {
            return default;
        }

        var bytes = new byte[Encoding.UTF8.GetByteCount(s) + 1];
        Encoding.UTF8.GetBytes(s, bytes);
        return new utf8z(bytes);
    }

    public string? utf8_to_string() => _bytes.IsEmpty ? null : Encoding.UTF8.GetString(_bytes[..^1]);

    public ref readonly byte GetPinnableReference() => ref _bytes.GetPinnableReference();

    internal static unsafe utf8z FromPointer(byte* text)
    {
        if (text is null)
        {
            return default;
        }

        var length = 0;
        while (text[length] != 0)
        {
            length++;
        }

        return FromPointer(text, length);
    }

    /// <param name="length">Bytes before the terminator; the text may contain zero characters of its own.</param>
    internal static unsafe utf8z FromPointer(byte* text, int length) =>
        text is null ? default : new utf8z(new ReadOnlySpan<byte>(text, length + 1));
}
