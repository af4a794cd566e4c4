using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Benchmarks.Load;

/// <summary>One connection that carries one request after the other.</summary>
internal sealed class HttpConnection : IDisposable
{
    private const int ShownBytes = 1_000;

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly ResponseParser _parser = new();

    private HttpConnection(Socket socket) => _socket = socket;

    /// <summary>What came back; valid until the next request.</summary>
    public AnswerReading Answer { get; } = new();

    public static HttpConnection Open(IPEndPoint address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(address);
        return new HttpConnection(socket);
    }

    /// <returns>Null, or why the answer is none: an error, or not complete.</returns>
    public async ValueTask<string?> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        _parser.Begin();
        Answer.Begin();
        // Small, and the socket's buffer is empty: this does not wait.
        _socket.Send(request.Span);
        var count = 0;
        while (!_parser.IsDone)
        {
            count = await _socket.ReceiveAsync(_buffer, cancellationToken);
            if (count == 0)
            {
                throw new IOException("The connection was closed in the middle of a response.");
            }

            _parser.Feed(_buffer.AsSpan(0, count), Answer);
        }

        Answer.End();
        return _parser.Status == 200 && Answer.IsComplete
            ? null
            : $"Status {_parser.Status}, ending in: {Encoding.UTF8.GetString(_buffer, 0, Math.Min(count, ShownBytes))}";
    }

    public void Dispose() => _socket.Dispose();
}
