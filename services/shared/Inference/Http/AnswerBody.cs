using Orchestrator.Inference.Streaming;

namespace Orchestrator.Inference.Http;

/// <summary>An answer in one piece, under the call's limits of time and size.</summary>
internal sealed class AnswerBody(Stream body, CallGuard guard, int maxBytes) : ReadOnlyStream
{
    private long _count;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await guard.ReadAsync(buffer, cancellationToken);
        _count += count;
        if (_count > maxBytes)
        {
            throw guard.Failure(InferenceCause.StreamBroken, $"The answer is longer than {maxBytes} bytes.");
        }

        guard.Stage = InferenceStage.Stream;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            guard.Dispose();
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
