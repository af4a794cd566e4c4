using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Log;

/// <summary>
/// Writes changes of a run that this worker holds. A database that is away for a while costs time and not the run: the
/// write is tried again until it is done, or until the lease would be lost.
/// </summary>
internal sealed partial class RunWriter(
    RunChangeStore store,
    Func<Owner> me,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    ILogger<RunWriter> logger
)
{
    private readonly RunsOptions _options = options.Value.Runs;

    /// <summary>Committed, and seen by watchers, when it returns.</summary>
    /// <returns>Number of the last entry in the log.</returns>
    /// <exception cref="OperationCanceledException">The lease is lost: nothing was written, nothing may be.</exception>
    public async Task<long> WriteAsync(HeldRun run, RunChange change)
    {
        await run.Writing.WaitAsync(run.Lost);
        try
        {
            var key = new RunKey(run.RunId, run.Epoch, run.LastSequence);
            var atMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
            await CommitAsync(run, key, Entries(key, change, atMs), change);
            run.LastSequence += change.Notes.Count;
            foreach (var entry in Entries(key, change, atMs))
            {
                run.Live.Add(entry.Sequence, entry.AtMs, entry.Name, entry.Payload);
            }

            return run.LastSequence;
        }
        finally
        {
            run.Writing.Release();
        }
    }

    private async Task CommitAsync(HeldRun run, RunKey key, IReadOnlyList<RunLogRow> entries, RunChange change)
    {
        using var limit = new CancellationTokenSource(_options.WriteLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, run.Lost);
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await TryOnceAsync(key, entries, change, tries, either.Token))
                {
                    return;
                }

                run.Lose();
            }
            // Whatever the database says, what was answered is worth more tries; the lease and the limit end them.
            catch (Exception exception) when (!either.IsCancellationRequested)
            {
                LogWriteFailed(exception, key.RunId, tries);
                await PauseAsync(either.Token);
                continue;
            }
            catch (Exception exception)
            {
                LogGivenUp(exception, key.RunId, tries);
                run.Lose();
            }

            throw new OperationCanceledException($"Run {key.RunId} is not held any more.", run.Lost);
        }
    }

    private async Task<bool> TryOnceAsync(
        RunKey key,
        IReadOnlyList<RunLogRow> entries,
        RunChange change,
        int tries,
        CancellationToken cancellationToken
    ) =>
        (tries > 1 && await store.IsWrittenAsync(key, me(), entries.Count, change, cancellationToken))
        || await store.TryWriteAsync(key, me(), entries, change, cancellationToken)
        // The driver's own second try may have met what its first one had committed.
        || await store.IsWrittenAsync(key, me(), entries.Count, change, cancellationToken);

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(_options.WriteRetryPause, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The next try ends at once and says so.
        }
    }

    private static List<RunLogRow> Entries(RunKey key, RunChange change, long atMs) =>
        [
            .. change.Notes.Select(
                (note, index) =>
                    new RunLogRow
                    {
                        RunId = key.RunId,
                        Sequence = key.LastSequence + 1 + index,
                        AtMs = atMs,
                        Name = note.Name,
                        Payload = note.PayloadJson,
                    }
            ),
        ];

    [LoggerMessage(3421, LogLevel.Warning, "Run {RunId}: the database did not take a write, try {Tries}.")]
    private partial void LogWriteFailed(Exception exception, string runId, int tries);

    [LoggerMessage(3422, LogLevel.Warning, "Run {RunId}: a write is given up after {Tries} tries.")]
    private partial void LogGivenUp(Exception exception, string runId, int tries);
}
