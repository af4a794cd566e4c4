using System.Text;
using Microsoft.EntityFrameworkCore;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Adds runs, reads them with their steps and their log, and deletes old ones.</summary>
internal sealed class RunStore(IDbContextFactory<WorkerDbContext> contexts)
{
    /// <summary>Committed when it returns.</summary>
    /// <returns>False when a run of that id is there already.</returns>
    public async Task<bool> TryAddAsync(RunRow run, CancellationToken cancellationToken)
    {
        try
        {
            await AddAsync(run, cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            // Two starts at once meet in the key. Anything else is no reason to say that the run is there.
            if (await FindAsync(run.RunId, cancellationToken) is null)
            {
                throw;
            }

            return false;
        }
    }

    // Its context is given back before anything else is asked.
    private async Task AddAsync(RunRow run, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Runs.Add(run);
        await context.SaveChangesAsync(cancellationToken);
    }

    public async Task<RunRow?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.RunId == runId, cancellationToken);
    }

    /// <summary>In the order in which they were begun.</summary>
    public async Task<IReadOnlyList<StepRow>> ReadStepsAsync(string runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Steps.AsNoTracking()
            .Where(step => step.RunId == runId)
            .OrderBy(step => step.StartedAtMs)
            .ThenBy(step => step.Step)
            .ToListAsync(cancellationToken);
    }

    /// <returns>What was decided under that name; null when nothing was.</returns>
    public async Task<string?> FindDecisionAsync(string runId, string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var output = await context
            .Steps.Where(step => step.RunId == runId && step.Step == name && step.State == RunStates.Decided)
            .Select(step => step.Output)
            .SingleOrDefaultAsync(cancellationToken);
        return output is null ? null : Encoding.UTF8.GetString(output);
    }

    /// <summary>A page of runs, newest first.</summary>
    public async Task<IReadOnlyList<RunRow>> ListAsync(RunListQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = context.Runs.AsNoTracking();
        if (query.State.Length > 0)
        {
            runs = runs.Where(run => run.State == query.State);
        }

        if (query.After is { } after)
        {
            // Compared as the database orders them, so that no page begins in another order than the one before.
            runs = runs.Where(run =>
                run.CreatedAtMs <= after.CreatedAtMs
                && (run.CreatedAtMs < after.CreatedAtMs || string.Compare(run.RunId, after.RunId) < 0)
            );
        }

        return await runs.OrderByDescending(run => run.CreatedAtMs)
            .ThenByDescending(run => run.RunId)
            .Take(query.Limit)
            .Select(run => new RunRow
            {
                RunId = run.RunId,
                Strategy = run.Strategy,
                State = run.State,
                CreatedAtMs = run.CreatedAtMs,
                FinishedAtMs = run.FinishedAtMs,
                Cause = run.Cause,
                Worker = run.Worker,
                ExpiresAtMs = run.ExpiresAtMs,
                Tenant = run.Tenant,
            })
            .ToListAsync(cancellationToken);
    }

    /// <param name="runId">Which run.</param>
    /// <param name="from">The first entry wanted.</param>
    /// <param name="to">The last entry wanted.</param>
    /// <param name="most">Entries to read at once.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<IReadOnlyList<RunLogRow>> ReadLogAsync(
        string runId,
        long from,
        long to,
        int most,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .RunLog.AsNoTracking()
            .Where(entry => entry.RunId == runId && entry.Sequence >= from && entry.Sequence <= to)
            .OrderBy(entry => entry.Sequence)
            .Take(most)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Deletes runs that ended before that time; their steps and their log go with them.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> DeleteFinishedAsync(long beforeMs, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await context
            .Runs.Where(run => run.FinishedAtMs < beforeMs)
            .OrderBy(run => run.FinishedAtMs)
            .Take(most)
            .Select(run => run.RunId)
            .ToListAsync(cancellationToken);
        return ids.Count == 0
            ? 0
            : await context.Runs.Where(run => ids.Contains(run.RunId)).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <param name="State">Empty for all.</param>
/// <param name="After">The last run of the page before; null for the newest.</param>
internal sealed record RunListQuery(string State, RunListPlace? After, int Limit);

/// <summary>Where a run stands in the order of all runs.</summary>
internal sealed record RunListPlace(long CreatedAtMs, string RunId);
