using System.IO.Compression;
using Grpc.Core;
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

    /// <summary>Of one gRPC frame: a flag, four bytes of length, the payload.</summary>
    private static long GunzippedLength(byte[] frame)
    {
        Assert.Equal(1, frame[0]);
        Assert.Equal(frame.Length - 5, (frame[3] << 8) | frame[4]);
        Assert.Equal([0x1F, 0x8B], frame[5..7]);
        using var payload = new GZipStream(new MemoryStream(frame[5..]), CompressionMode.Decompress);
        var message = new MemoryStream();
        payload.CopyTo(message);
        return message.Length;
    }
}
