using System.Runtime.CompilerServices;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Attempts;
using Orchestrator.Placement.Outcomes;

namespace Orchestrator.Placement.Answers;

/// <summary>The answer of one model call. Disposed, it ends the replica's work and says once how the attempt ended.</summary>
internal sealed class ReplicaAnswer(
    AnswerOrigin origin,
    Attempt attempt,
    ReplicaStream stream,
    AnswerChunk first,
    AnswerClock clock,
    AttemptLedger ledger
) : IAnswer
{
    private readonly TimeSpan _firstToken = clock.Since(attempt.StartedAt);
    private AttemptEnd _end = AttemptEnd.Cancelled;
    private bool _isDisposed;

    public AnswerOrigin Origin => origin;

    public async IAsyncEnumerable<AnswerChunk> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var chunk = first; ; chunk = await NextAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (chunk.Finished is { } finished)
            {
                _end = new AttemptEnd(AttemptResult.Completed, "completed") { Finished = finished };
            }

            yield return chunk;
            if (chunk.Finished is not null)
            {
                await stream.EndAsync(clock.EndOfCallTimeout);
            }

            if (chunk.Delta is null)
            {
                yield break;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            stream.Dispose();
            ledger.Record(attempt, _end with { FirstToken = _firstToken });
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask<AnswerChunk> NextAsync()
    {
        var step = await stream.NextAsync(clock.SilenceTimeout);
        if (step.Failure is { } failure)
        {
            _end = AttemptEnd.Failed(failure);
            return AnswerChunk.Of(failure.Error);
        }

        // Not null: a step without a failure has a chunk.
        return step.Chunk!.Value;
    }
}
