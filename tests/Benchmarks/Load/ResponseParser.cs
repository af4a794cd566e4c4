using System.Buffers.Text;
using System.Text;

namespace Orchestrator.Benchmarks.Load;

/// <summary>
/// Just enough of HTTP/1.1 to take in answers with a length or in chunks. A full client would cost the shared cores more
/// than some of the servers that are compared.
/// </summary>
internal sealed class ResponseParser
{
    private readonly LineSplitter _lines = new();
    private Part _part;
    private long _left;
    private bool _isChunked;

    private enum Part
    {
        StatusLine,
        Headers,
        Body,
        ChunkSize,
        Chunk,
        ChunkEnd,
        Trailers,
        Done,
    }

    public int Status { get; private set; }

    public bool IsDone => _part == Part.Done;

    /// <summary>Ready for the next response of the connection.</summary>
    public void Begin()
    {
        (_part, _left, _isChunked, Status) = (Part.StatusLine, -1, false, 0);
        _lines.TakeRest();
    }

    /// <summary>Takes in all of <paramref name="bytes"/>; the parts of the body go to <paramref name="body"/>.</summary>
    /// <exception cref="InvalidDataException">This is no response that can be followed.</exception>
    public void Feed(ReadOnlySpan<byte> bytes, IBodyReading body)
    {
        while (!bytes.IsEmpty)
        {
            if (IsDone)
            {
                throw new InvalidDataException("There are bytes after the end of the response.");
            }

            if (_part is Part.Body or Part.Chunk)
            {
                bytes = TakeBody(bytes, body);
            }
            else if (_lines.TryTake(ref bytes, out var line))
            {
                TakeLine(line.TrimEnd((byte)'\r'));
            }
        }
    }

    private ReadOnlySpan<byte> TakeBody(ReadOnlySpan<byte> bytes, IBodyReading body)
    {
        var count = (int)Math.Min(bytes.Length, _left);
        body.Take(bytes[..count]);
        _left -= count;
        if (_left == 0)
        {
            _part = _isChunked ? Part.ChunkEnd : Part.Done;
        }

        return bytes[count..];
    }

    private void TakeLine(ReadOnlySpan<byte> line) =>
        _part = _part switch
        {
            Part.StatusLine => TakeStatus(line),
            Part.Headers => line.IsEmpty ? EndOfHeaders() : TakeHeader(line),
            Part.ChunkSize => TakeChunkSize(line),
            Part.ChunkEnd => Part.ChunkSize,
            _ => line.IsEmpty ? Part.Done : Part.Trailers,
        };

    private Part TakeStatus(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(line[9..], out int status, out _))
        {
            throw new InvalidDataException($"'{Encoding.UTF8.GetString(line)}' is no HTTP/1.1 status line.");
        }

        Status = status;
        return Part.Headers;
    }

    private Part TakeHeader(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var value = line[(colon + 1)..].Trim((byte)' ');
        if (Is(line[..colon], "content-length"u8) && Utf8Parser.TryParse(value, out long length, out _))
        {
            _left = length;
        }
        else if (Is(line[..colon], "transfer-encoding"u8))
        {
            _isChunked = Is(value, "chunked"u8);
        }

        return Part.Headers;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => Ascii.EqualsIgnoreCase(text, lower);

    private Part EndOfHeaders() =>
        _isChunked ? Part.ChunkSize
        : _left > 0 ? Part.Body
        : _left == 0 ? Part.Done
        : throw new InvalidDataException("The response has neither a length nor chunks.");

    private Part TakeChunkSize(ReadOnlySpan<byte> line)
    {
        if (!Utf8Parser.TryParse(line, out _left, out _, 'x'))
        {
            throw new InvalidDataException($"'{Encoding.UTF8.GetString(line)}' is no size of a chunk.");
        }

        return _left == 0 ? Part.Trailers : Part.Chunk;
    }
}

/// <summary>Who takes the parts of a body as they come.</summary>
internal interface IBodyReading
{
    void Take(ReadOnlySpan<byte> bytes);
}
