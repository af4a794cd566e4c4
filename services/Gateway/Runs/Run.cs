using System.Runtime.CompilerServices;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Outcomes;

namespace Orchestrator.Gateway.Runs;

/// <summary>
/// An answer whose first token is there. Pulled by its owner, one chunk in flight; disposed, it ends the replica's
/// work and says once how the attempt ended.
/// </summary>
internal sealed class Run(
    RunOrigin origin,
    Attempt attempt,
    ReplicaStream stream,
    RunChunk first,
    RunClock clock,
    AttemptLedger ledger
) : IAsyncDisposable
{
    private readonly TimeSpan _firstToken = clock.Since(attempt.StartedAt);
    private AttemptEnd _end = AttemptEnd.Cancelled;
    private bool _isDisposed;

    public RunOrigin Origin => origin;

    /// <summary>The answer. The last chunk is the end of a complete answer or a failure; nothing is ever retried here.</summary>
    public async IAsyncEnumerable<RunChunk> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var chunk = first; ; chunk = await NextAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (chunk.Finished is { } finished)
            {
                _end = new AttemptEnd(AttemptResult.Completed, "completed") { Finished = finished };
            }

            yield return chunk;
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

    private async ValueTask<RunChunk> NextAsync()
    {
        var step = await stream.NextAsync(clock.SilenceTimeout);
        if (step.Failure is { } failure)
        {
            _end = AttemptEnd.Failed(failure);
            return RunChunk.Of(failure.Error);
        }

        // Not null: a step without a failure has a chunk.
        return step.Chunk!.Value;
    }
}
