using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>One compression of messages, known to both ends by its name.</summary>
public interface ICompressionProvider
{
    /// <summary>As in the header <c>grpc-encoding</c>.</summary>
    string EncodingName { get; }

    /// <summary>Disposing the result ends the compressed data and leaves <paramref name="stream"/> open.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    Stream CreateDecompressionStream(Stream stream);
}
