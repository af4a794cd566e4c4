using System.Buffers.Binary;
using System.Text;

namespace Orchestrator.Inference.LlamaCpp.Gguf;

/// <summary>The values of a GGUF file one after another, under limits.</summary>
internal sealed class GgufSource(Stream file, GgufLimits limits)
{
    private const uint TextType = 8;
    private const uint ArrayType = 9;

    private readonly byte[] _number = new byte[8];
    private long _textBytes;

    public static LlamaException Wrong(string why) => new(LlamaFault.ModelFile, $"The file is no GGUF model: {why}.");

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public int Count(int max, string what) =>
        UInt64() is var count && count <= (ulong)max ? (int)count : throw Wrong($"it has {count} {what}");

    public string Text()
    {
        var length = Count(limits.TextBytesMax, "bytes in one text");
        _textBytes += length;
        if (_textBytes > limits.AllTextBytesMax)
        {
            throw Wrong($"its texts have more than {limits.AllTextBytesMax} bytes");
        }

        var bytes = new byte[length];
        Fill(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <returns>Null for an array, which is skipped.</returns>
    public object? Value()
    {
        var type = UInt32();
        if (type == ArrayType)
        {
            SkipArray();
            return null;
        }

        return type == TextType ? Text() : Number(type);
    }

    private object Number(uint type)
    {
        var bytes = Bytes(SizeOf(type));
        return type switch
        {
            0 => (long)bytes[0],
            1 => (long)(sbyte)bytes[0],
            2 => (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            3 => (long)BinaryPrimitives.ReadInt16LittleEndian(bytes),
            4 => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            5 => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes),
            6 => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
            7 => bytes[0] != 0,
            12 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            // Unsigned 64-bit values beyond the signed range do not occur in any model.
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };
    }

    private void SkipArray()
    {
        var type = UInt32();
        var items = Count(limits.ArrayItemsMax, "items in one array");
        if (type == TextType)
        {
            for (var item = 0; item < items; item++)
            {
                Skip(Count(limits.TextBytesMax, "bytes in one text"));
            }

            return;
        }

        Skip((long)items * SizeOf(type));
    }

    // Arrays of arrays are not used by any model.
    private static int SizeOf(uint type) =>
        type switch
        {
            0 or 1 or 7 => 1,
            2 or 3 => 2,
            4 or 5 or 6 => 4,
            10 or 11 or 12 => 8,
            _ => throw Wrong($"it holds a value of unknown type {type}"),
        };

    private void Skip(long bytes)
    {
        if (bytes > file.Length - file.Position)
        {
            throw CutShort();
        }

        file.Seek(bytes, SeekOrigin.Current);
    }

    private ReadOnlySpan<byte> Bytes(int count)
    {
        Fill(_number.AsSpan(0, count));
        return _number.AsSpan(0, count);
    }

    private void Fill(Span<byte> target)
    {
        if (file.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
        {
            throw CutShort();
        }
    }

    private static LlamaException CutShort() => Wrong("it is cut short");
}
