using Microsoft.EntityFrameworkCore;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Lease;

/// <summary>The lease columns of the table "runs". Of two workers that claim one run at once, one gets false.</summary>
internal sealed class RunLeaseStore(IDbContextFactory<WorkerDbContext> contexts)
{
    /// <param name="seen">The row that the decision was made from.</param>
    /// <returns>False when another worker has claimed or ended the run since it was read.</returns>
    public async Task<bool> TryClaimAsync(
        RunRow seen,
        Owner me,
        DateTimeOffset now,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    )
    {
        var (nowMs, expiresMs) = (now.ToUnixTimeMilliseconds(), expiresAt.ToUnixTimeMilliseconds());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var claimed = await context
            .Runs.Where(run => run.RunId == seen.RunId && run.Epoch == seen.Epoch && run.Worker == seen.Worker)
            .Where(run => run.State == seen.State && RunStates.Unfinished.Contains(run.State))
            .ExecuteUpdateAsync(
                run =>
                    run.SetProperty(row => row.State, RunStates.Running)
                        .SetProperty(row => row.Takeovers, Takeovers(seen))
                        .SetProperty(row => row.Worker, me.Worker)
                        .SetProperty(row => row.Address, me.Address)
                        .SetProperty(row => row.Epoch, seen.Epoch + 1)
                        .SetProperty(row => row.ExpiresAtMs, expiresMs)
                        .SetProperty(row => row.StartedAtMs, row => row.StartedAtMs ?? nowMs),
                cancellationToken
            );
        return claimed == 1;
    }

    /// <summary>As they are after a claim: a holder that gave the run back does not count.</summary>
    public static int Takeovers(RunRow seen) => seen.Takeovers + (seen.Worker.Length > 0 ? 1 : 0);

    /// <summary>A new expiry for all runs that this worker holds, in one statement.</summary>
    /// <returns>Those that it really holds, with their epochs and what somebody wants of them.</returns>
    public async Task<IReadOnlyDictionary<string, RenewedRun>> RenewAsync(
        IReadOnlyCollection<string> runIds,
        Owner me,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    )
    {
        var expiresMs = expiresAt.ToUnixTimeMilliseconds();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var mine = context.Runs.Where(run =>
            runIds.Contains(run.RunId)
            && run.Worker == me.Worker
            && run.Address == me.Address
            && run.State == RunStates.Running
        );
        await mine.ExecuteUpdateAsync(run => run.SetProperty(row => row.ExpiresAtMs, expiresMs), cancellationToken);
        return await mine.Select(run => new RenewedRun(
                run.RunId,
                run.Epoch,
                run.StopRequested,
                run.PauseRequested,
                run.Messages
            ))
            .ToDictionaryAsync(run => run.RunId, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Gives a run back, so that any worker can claim it at once.</summary>
    public async Task ReleaseAsync(string runId, long epoch, Owner me, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context
            .Runs.Where(run =>
                run.RunId == runId && run.Epoch == epoch && run.Worker == me.Worker && run.State == RunStates.Running
            )
            .ExecuteUpdateAsync(
                run =>
                    run.SetProperty(row => row.Worker, "")
                        .SetProperty(row => row.Address, "")
                        .SetProperty(row => row.ExpiresAtMs, 0L),
                cancellationToken
            );
    }

    /// <summary>Notes that the run is to end; whoever holds it sees it with its next renewal.</summary>
    public async Task RequestStopAsync(string runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context
            .Runs.Where(run => run.RunId == runId && RunStates.Unfinished.Contains(run.State))
            .ExecuteUpdateAsync(run => run.SetProperty(row => row.StopRequested, true), cancellationToken);
    }

    /// <summary>Notes that the run is to pause, or that it is not to any more; seen in the same way.</summary>
    public async Task RequestPauseAsync(string runId, bool isWanted, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context
            .Runs.Where(run => run.RunId == runId && RunStates.Unfinished.Contains(run.State))
            // A run that pauses already keeps its wish: resuming it takes it away.
            .Where(run => !isWanted || run.State != RunStates.Paused)
            .ExecuteUpdateAsync(run => run.SetProperty(row => row.PauseRequested, isWanted), cancellationToken);
    }

    /// <summary>Queued runs whose deadline has passed, the longest overdue first.</summary>
    public async Task<IReadOnlyList<string>> FindOverdueAsync(long nowMs, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Runs.Where(run => run.State == RunStates.Queued && run.DeadlineAtMs <= nowMs)
            .OrderBy(run => run.DeadlineAtMs)
            .Take(most)
            .Select(run => run.RunId)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Runs that wait for a worker, in the order of <see cref="RunUrgency.DueMs"/>, then the oldest.</summary>
    /// <param name="me">Runs of an earlier life of this worker are free at once, where the query wants them.</param>
    /// <param name="query">What to look for.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<IReadOnlyList<WaitingRun>> FindWaitingAsync(
        Owner me,
        WaitingQuery query,
        CancellationToken cancellationToken
    )
    {
        var agingMs = (long)query.Aging.TotalMilliseconds;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context
            .Runs.Where(run => RunStates.Open.Contains(run.State) && run.CreatedAtMs <= query.CreatedBeforeMs)
            .Where(run =>
                run.ExpiresAtMs <= query.ExpiredBeforeMs
                || (query.WithEarlierLife && run.Worker == me.Worker && run.Address == me.Address)
            )
            // As RunUrgency.DueMs says, in the words of both databases.
            .OrderBy(run => run.CreatedAtMs + run.PausedMs + (run.Priority > 1 ? (run.Priority - 1) * agingMs : 0))
            .ThenBy(run => run.CreatedAtMs)
            .Take(query.Limit)
            .Select(run => new
            {
                run.RunId,
                run.Priority,
                SinceMs = run.CreatedAtMs + run.PausedMs,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. found.Select(run => new WaitingRun(
                run.RunId,
                RunUrgency.Level(run.Priority, run.SinceMs, query.NowMs, query.Aging)
            )),
        ];
    }

    /// <summary>Runs that have been paused since before that time, the longest first.</summary>
    public async Task<IReadOnlyList<string>> FindPausedAsync(
        long beforeMs,
        int most,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Runs.Where(run => run.State == RunStates.Paused && run.PausedAtMs < beforeMs)
            .OrderBy(run => run.PausedAtMs)
            .Take(most)
            .Select(run => run.RunId)
            .ToListAsync(cancellationToken);
    }
}

internal sealed record RenewedRun(string RunId, long Epoch, bool StopRequested, bool PauseRequested, int Messages);

/// <param name="Level">How urgent it is, the time that it has waited included; smaller goes first.</param>
internal sealed record WaitingRun(string RunId, int Level);

/// <param name="WithEarlierLife">Also those whose lease this worker's name has, whether it is in force or not.</param>
/// <param name="Aging">Waiting for that long counts as one level.</param>
internal sealed record WaitingQuery(
    long NowMs,
    long CreatedBeforeMs,
    long ExpiredBeforeMs,
    int Limit,
    bool WithEarlierLife,
    TimeSpan Aging
);
