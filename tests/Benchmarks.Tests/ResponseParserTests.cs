using System.Text;
using Orchestrator.Benchmarks.Load;

namespace Orchestrator.Benchmarks.Tests;

public sealed class ResponseParserTests
{
    private const string WithLength = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX: y\r\n\r\nhello world";
    private const string InChunks =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\nhello \r\n5;x=y\r\nworld\r\n0\r\nTrailer: 1\r\n\r\n";

    [Theory]
    [InlineData(WithLength, 1)]
    [InlineData(WithLength, 7)]
    [InlineData(WithLength, 1_000)]
    [InlineData(InChunks, 1)]
    [InlineData(InChunks, 7)]
    [InlineData(InChunks, 1_000)]
    public void The_body_is_the_same_however_the_bytes_are_cut(string response, int pieceLength)
    {
        var body = new Collected();
        var parser = new ResponseParser();
        parser.Begin();

        foreach (var piece in Encoding.ASCII.GetBytes(response).Chunk(pieceLength))
        {
            Assert.False(parser.IsDone);
            parser.Feed(piece, body);
        }

        Assert.True(parser.IsDone);
        Assert.Equal(200, parser.Status);
        Assert.Equal("hello world", body.Text);
    }

    [Fact]
    public void One_connection_carries_one_response_after_the_other()
    {
        var body = new Collected();
        var parser = new ResponseParser();
        foreach (var response in (string[])[InChunks, WithLength, "HTTP/1.1 204 No\r\nContent-Length: 0\r\n\r\n"])
        {
            parser.Begin();
            parser.Feed(Encoding.ASCII.GetBytes(response), body);
            Assert.True(parser.IsDone);
        }

        Assert.Equal(204, parser.Status);
        Assert.Equal("hello worldhello world", body.Text);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")]
    public void What_cannot_be_followed_is_an_error_and_no_answer(string response)
    {
        var parser = new ResponseParser();
        parser.Begin();

        Assert.Throws<InvalidDataException>(() => parser.Feed(Encoding.ASCII.GetBytes(response), new Collected()));
    }

    private sealed class Collected : IBodyReading
    {
        public string Text { get; private set; } = "";

        public void Take(ReadOnlySpan<byte> bytes) => Text += Encoding.ASCII.GetString(bytes);
    }
}
