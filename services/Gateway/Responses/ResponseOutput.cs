using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Orchestrator.Gateway.Runs;

namespace Orchestrator.Gateway.Responses;

/// <summary>
/// Writes JSON straight into the response's pipe, one flush per piece. A flush waits while the client is slow, which
/// in turn slows the replica: nothing piles up here. A client that takes nothing for too long is given up.
/// </summary>
internal sealed class ResponseOutput : IDisposable
{
    private readonly PipeWriter _pipe;
    private readonly TimeSpan _patience;
    private readonly CancellationTokenSource _stall;
    private readonly CancellationTokenSource _either;

    public ResponseOutput(HttpContext context, RunLimits limits, TimeProvider clock)
    {
        // Kestrel's own minimum rate would cut the client off earlier, and under no name of ours.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        _pipe = context.Response.BodyWriter;
        _patience = limits.SlowReaderTimeout;
        _stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stall.Token, context.RequestAborted);
        Json = new Utf8JsonWriter(_pipe, Responses.Json.WriterOptions);
    }

    /// <summary>One writer for the whole response; <see cref="EndJson"/> makes it ready for the next object.</summary>
    public Utf8JsonWriter Json { get; }

    public void Raw(ReadOnlySpan<byte> bytes) => _pipe.Write(bytes);

    /// <returns>The bytes of the object.</returns>
    public long EndJson()
    {
        Json.Flush();
        var length = Json.BytesCommitted;
        Json.Reset();
        return length;
    }

    /// <exception cref="SlowReaderException">The client took nothing for too long.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var flush = _pipe.FlushAsync(_either.Token);
        if (flush.IsCompletedSuccessfully)
        {
            return;
        }

        _stall.CancelAfter(_patience);
        try
        {
            await flush;
        }
        catch (OperationCanceledException) when (_stall.IsCancellationRequested)
        {
            // Kestrel reports a given-up flush as an aborted connection or as this exception; both end below.
        }

        if (_stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SlowReaderException();
        }

        _stall.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _either.Dispose();
        _stall.Dispose();
        Json.Dispose();
    }
}
