using System.IO.Compression;
using System.Text;

namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>
/// A compressed file with one more member behind its end. <see cref="GZipStream"/> takes a file that was cut off for one that
/// is over; a line that only the added member has comes out only when everything before it was whole.
/// </summary>
internal sealed class GzipEnd(Stream file) : Stream
{
    /// <summary>The last line of what comes out of a whole file.</summary>
    public const string Marker = "\u0001whole\u0001";

    private static readonly byte[] _member = Member();
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = _at == 0 ? file.Read(buffer) : 0;
        if (read > 0)
        {
            return read;
        }

        var part = _member.AsSpan(_at, Math.Min(buffer.Length, _member.Length - _at));
        part.CopyTo(buffer);
        _at += part.Length;
        return part.Length;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    // It begins with a line break of its own: the last line of a file often has none.
    private static byte[] Member()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes($"\n{Marker}"));
        }

        return bytes.ToArray();
    }
}
