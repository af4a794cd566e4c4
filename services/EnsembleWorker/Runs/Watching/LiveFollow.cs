using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>
/// Tells one watcher of a run that this worker carries out: what happened before, then what happens. Entries at once; pieces
/// of the answer and progress at the watcher's pace, and what is left of them together with the end.
/// </summary>
internal sealed class LiveFollow(RunLog log, IOptions<EnsembleWorkerOptions> options, TimeProvider clock)
{
    private readonly RunWatchOptions _options = options.Value.Runs.Watch;

    public async Task RunAsync(
        LiveRun live,
        RunRow row,
        LiveCursor cursor,
        IServerStreamWriter<RunEvent> watcher,
        CancellationToken cancellationToken
    )
    {
        using var changed = live.Changes.Listen();
        using var kept = live.KeptChanges.Listen();
        var pace = new LivePace(_options.LiveInterval, clock);
        await log.SendAsync(row, live.FirstSequence - 1, cursor, watcher, cancellationToken);
        Task? keptChange = null;
        while (true)
        {
            var next = live.Next(cursor, pace.IsDue);
            switch (next.State)
            {
                case LiveState.Told:
                    await TellAsync(next.Event!, pace, watcher, cancellationToken);
                    break;
                case LiveState.Missed when !await TryCatchUpAsync(next.MissedUntil):
                case LiveState.Over:
                    return;
                case LiveState.Later:
                    keptChange = await PauseAsync(
                        pace,
                        keptChange ?? kept.WaitAsync(cancellationToken),
                        cancellationToken
                    );
                    break;
                case LiveState.Waits:
                    await changed.WaitAsync(cancellationToken);
                    break;
            }
        }

        async Task<bool> TryCatchUpAsync(long until)
        {
            await log.SendAsync(row, until, cursor, watcher, cancellationToken);
            // Otherwise the run was deleted meanwhile.
            return cursor.NextSequence > until;
        }
    }

    private static Task TellAsync(
        RunEvent told,
        LivePace pace,
        IServerStreamWriter<RunEvent> watcher,
        CancellationToken cancellationToken
    )
    {
        if (told.Sequence == 0)
        {
            pace.Told();
        }

        return watcher.WriteAsync(told, cancellationToken);
    }

    /// <returns>The wait for the next entry when it goes on; without exceptions, for this happens at every pace.</returns>
    private async Task<Task?> PauseAsync(LivePace pace, Task keptChange, CancellationToken cancellationToken)
    {
        var left = pace.Left;
        if (left > TimeSpan.Zero)
        {
            await Task.WhenAny(keptChange, Task.Delay(left, clock, cancellationToken));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return keptChange.IsCompleted ? null : keptChange;
    }
}
