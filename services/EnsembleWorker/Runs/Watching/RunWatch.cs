using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Runs.Lease;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>
/// Tells one watcher of a run: at the holder the log and then what happens; elsewhere where the holder is; the log of a
/// finished run to anybody.
/// </summary>
internal sealed class RunWatch(
    RunViews views,
    RunLog log,
    HeldRuns held,
    LiveFollow follow,
    WaitedRuns waited,
    Func<Owner> me,
    IHostApplicationLifetime lifetime,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock
)
{
    private readonly RunWatchOptions _options = options.Value.Runs.Watch;
    private int _watchers;

    /// <returns>False when there are too many watchers already.</returns>
    public async Task<bool> TryWatchAsync(
        WatchRunRequest request,
        IServerStreamWriter<RunEvent> watcher,
        CancellationToken cancellationToken
    )
    {
        var stopping = lifetime.ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            if (Interlocked.Increment(ref _watchers) > _options.MaxWatchers)
            {
                return false;
            }

            var cursor = new LiveCursor
            {
                NextSequence = Math.Max(1, (long)Math.Min(request.FromSequence, long.MaxValue)),
            };
            await WatchAsync(request.RunId, cursor, watcher, cancellationToken, either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // A stream without a last event: the watcher goes on elsewhere.
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }

        return true;
    }

    /// <param name="hangUp">The watcher's own: what this worker carries out is told to its end, also while it stops.</param>
    /// <param name="waiting">Ends the wait for a holder, also when this worker stops.</param>
    private async Task WatchAsync(
        string runId,
        LiveCursor cursor,
        IServerStreamWriter<RunEvent> watcher,
        CancellationToken hangUp,
        CancellationToken waiting
    )
    {
        while (true)
        {
            if (held.Find(runId) is { } run)
            {
                // The row as it was claimed is enough: what came after it is live.
                await follow.RunAsync(run.Live, run.Row, cursor, watcher, hangUp);
                return;
            }

            var row = await views.FindAsync(runId, waiting);
            if (RunLeaseRule.IsHeldElsewhere(row, me(), clock.GetUtcNow()))
            {
                throw HeldElsewhere(row.Address);
            }

            await log.SendAsync(row, row.LastSequence, cursor, watcher, waiting);
            if (RunStates.IsFinished(row.State))
            {
                return;
            }

            if (await waited.WaitAsync(RunHead.Of(row), waiting) is { } address)
            {
                throw HeldElsewhere(address);
            }
        }
    }

    private static RpcException HeldElsewhere(string address) =>
        new(
            new Status(StatusCode.FailedPrecondition, "Another worker holds the run."),
            new Metadata { { TrailerNames.RunHolder, address } }
        );
}
