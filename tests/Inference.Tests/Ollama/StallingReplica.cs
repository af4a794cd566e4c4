using System.Net;
using System.Text;
using Orchestrator.Inference.Streaming;

namespace Orchestrator.Inference.Tests.Ollama;

/// <summary>
/// Takes the socket's place where a test must know that the first bytes were read and the next read waits: answers with
/// a few bytes and then nothing.
/// </summary>
internal sealed class StallingReplica(HttpStatusCode status, string begin) : HttpMessageHandler
{
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once somebody waits for the bytes that never come.</summary>
    public Task Stalled => _stalled.Task;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new HttpResponseMessage(status)
            {
                Content = new StreamContent(new StallingStream(Encoding.UTF8.GetBytes(begin), _stalled)),
            }
        );

    private sealed class StallingStream(byte[] begin, TaskCompletionSource stalled) : ReadOnlyStream
    {
        private bool _isRead;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            if (!_isRead)
            {
                _isRead = true;
                begin.CopyTo(buffer);
                return begin.Length;
            }

            stalled.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
