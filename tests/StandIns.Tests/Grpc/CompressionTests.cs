using System.IO.Compression;
using System.Net;
using Grpc.Core;
using Grpc.Net.Compression;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class CompressionTests
{
    private static readonly Metadata AskForGzip = new() { { "grpc-internal-encoding-request", "gzip" } };

    [Theory]
    [InlineData("")]
    [InlineData("the same words, the same words, the same words, the same words, the same words, the same words")]
    public async Task Gzip_carries_messages_both_ways(string text)
    {
        var encoding = new TaskCompletionSource<string>();
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript
            {
                Unary = (note, context) =>
                {
                    encoding.SetResult(context.GetHttpContext().Request.Headers["grpc-encoding"].ToString());
                    return Task.FromResult(note);
                },
            },
            options => options.ResponseCompressionAlgorithm = "gzip"
        );
        var wire = new WireRecorder();

        var answer = await server
            .Client(options => options.HttpHandler = wire)
            .UnaryAsync(new Note { Text = text }, AskForGzip);

        Assert.Equal(text, answer.Text);
        Assert.Equal("gzip", await encoding.Task.Within("the handler runs"));
        var size = new Note { Text = text }.CalculateSize();
        Assert.Equal(size, GunzippedLength(Assert.Single(wire.Requests)));
        Assert.Equal(size, GunzippedLength(Assert.Single(wire.Responses)));
    }

    [Fact]
    public async Task A_message_that_asks_for_it_goes_out_as_it_is()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript());
        var wire = new WireRecorder();

        var options = new CallOptions(AskForGzip).WithWriteOptions(new WriteOptions(WriteFlags.NoCompress));
        await server.Client(channel => channel.HttpHandler = wire).UnaryAsync(new Note { Text = "plain" }, options);

        Assert.Equal(0, Assert.Single(wire.Requests)[0]);
    }

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

    /// <summary>Of one gRPC frame: a flag, four bytes of length, the payload.</summary>
    private static int GunzippedLength(byte[] frame)
    {
        Assert.Equal(1, frame[0]);
        Assert.Equal(frame.Length - 5, (frame[3] << 8) | frame[4]);
        Assert.Equal([0x1F, 0x8B], frame[5..7]);
        return Decompress(new GzipCompressionProvider(CompressionLevel.Fastest), frame[5..]).Length;
    }

    /// <summary>Keeps the bytes of unary requests and responses as they are on the wire.</summary>
    private sealed class WireRecorder() : DelegatingHandler(new SocketsHttpHandler())
    {
        public List<byte[]> Requests { get; } = [];

        public List<byte[]> Responses { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Requests.Add(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            var response = await base.SendAsync(request, cancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            Responses.Add(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return response;
        }
    }
}
