using System.IO.Compression;
using Grpc.Net.Compression;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class CompressionProviderTests
{
    public static TheoryData<ICompressionProvider, byte[]> Providers() =>
        new()
        {
            { new GzipCompressionProvider(CompressionLevel.Fastest), [0x1F, 0x8B] },
            { new DeflateCompressionProvider(CompressionLevel.Fastest), [0x78] },
        };

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Nothing_compresses_to_a_complete_stream(ICompressionProvider provider, byte[] magic)
    {
        // As RFC 1952 and RFC 1950 say it: header, one empty final block, checksum (and for gzip the length) of nothing.
        // .NET reads a stream without its end too, so reading it back would prove little.
        var rest = provider.EncodingName == "gzip" ? "08000000000000FF03000000000000000000" : "9C030000000001";

        foreach (var compressed in new[] { Compress(provider, []), await CompressAsync(provider, []) })
        {
            Assert.Equal([.. magic, .. Convert.FromHexString(rest)], compressed);
            Assert.Empty(Decompress(provider, compressed));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Something_compresses_and_comes_back(ICompressionProvider provider, byte[] magic)
    {
        var payload = Enumerable.Range(0, 100_000).Select(i => (byte)(i % 251)).ToArray();

        foreach (var compressed in new[] { Compress(provider, payload), await CompressAsync(provider, payload) })
        {
            Assert.Equal(magic, compressed[..magic.Length]);
            Assert.InRange(compressed.Length, 1, payload.Length / 10);
            Assert.Equal(payload, Decompress(provider, compressed));
        }
    }

    private static byte[] Compress(ICompressionProvider provider, byte[] payload)
    {
        var output = new MemoryStream();
        using (var stream = provider.CreateCompressionStream(output, compressionLevel: null))
        {
            stream.Write(payload);
        }

        // The output is still open: it belongs to the caller.
        output.Position = 0;
        return output.ToArray();
    }

    private static async Task<byte[]> CompressAsync(ICompressionProvider provider, byte[] payload)
    {
        var output = new MemoryStream();
        await using (var stream = provider.CreateCompressionStream(output, CompressionLevel.Optimal))
        {
            await stream.WriteAsync(payload);
        }

        return output.ToArray();
    }

    private static byte[] Decompress(ICompressionProvider provider, byte[] compressed)
    {
        var result = new MemoryStream();
        provider.CreateDecompressionStream(new MemoryStream(compressed)).CopyTo(result);
        return result.ToArray();
    }
}
