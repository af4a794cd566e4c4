using System.IO.Compression;
using System.Text;

namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>Reads lines from a stream with one buffer: memory depends neither on the file nor on its longest line.</summary>
internal sealed class TraceLines : IDisposable
{
    private const int BufferCharacters = 16 << 10;
    private readonly char[] _buffer = new char[BufferCharacters];
    private readonly BoundedLine _line = new();
    private readonly Stream _file;
    private readonly GZipStream? _inflated;
    private readonly StreamReader _reader;
    private int _at;
    private int _end;
    private long _characters;

    /// <param name="open">Opens the file at its beginning.</param>
    public TraceLines(Func<Stream> open)
    {
        var isGzip = IsGzip(open);
        _file = open();
        _inflated = isGzip ? new GZipStream(new GzipEnd(_file), CompressionMode.Decompress) : null;
        _reader = new StreamReader(_inflated ?? _file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
    }

    /// <summary>Of the line that was read last.</summary>
    public int Number { get; private set; }

    /// <exception cref="InvalidDataException">The compressed data are broken, or a limit is passed.</exception>
    public bool TryRead(out TraceLine line)
    {
        _line.Clear();
        var isAny = false;
        while (Fill())
        {
            isAny = true;
            var rest = _buffer.AsSpan(_at, _end - _at);
            var length = rest.IndexOf('\n');
            _line.Append(length < 0 ? rest : rest[..length]);
            _at += length < 0 ? rest.Length : length + 1;
            if (length >= 0)
            {
                break;
            }
        }

        if (_inflated is not null && !isAny)
        {
            throw new InvalidDataException("the gzip data end too early");
        }

        Number += isAny ? 1 : 0;
        line = new TraceLine(Number, _line.Text, _line.IsTooLong);
        return Number <= TraceLimits.LinesMax
            ? isAny && !IsEnd()
            : throw new InvalidDataException($"more than {TraceLimits.LinesMax} lines");
    }

    private bool IsEnd() => _inflated is not null && _line.Text.Span.SequenceEqual(GzipEnd.Marker);

    public void Dispose()
    {
        _reader.Dispose();
        _inflated?.Dispose();
        _file.Dispose();
    }

    private bool Fill()
    {
        if (_at < _end)
        {
            return true;
        }

        _end = Next();
        _at = 0;
        _characters += _end;
        return _characters <= TraceLimits.CharactersMax
            ? _end > 0
            : throw new InvalidDataException($"more than {TraceLimits.CharactersMax} characters");
    }

    private int Next()
    {
        try
        {
            return _reader.Read(_buffer, 0, _buffer.Length);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException("the gzip data are broken", exception);
        }
    }

    // The first bytes tell, not the name: files are renamed.
    private static bool IsGzip(Func<Stream> open)
    {
        Span<byte> start = stackalloc byte[2];
        using var head = open();
        return head.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start[0] == 0x1F && start[1] == 0x8B;
    }
}
