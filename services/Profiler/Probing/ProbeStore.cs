using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Orchestrator.Profiler.Probing.Scheduling;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Probing;

internal sealed class ProbeStore(IDbContextFactory<ProfilerDbContext> contexts) : IProbeStore
{
    public async Task<IReadOnlyList<ProbeScoreRow>> ReadScoresAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ProbeScores.AsNoTracking().ToListAsync(cancellationToken);
    }

    public async Task WriteScoresAsync(IReadOnlyList<ProbeScoreRow> scores, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var digests = scores.Select(score => score.Digest).Distinct().ToList();
            var known = await context
                .ProbeScores.Where(row => digests.Contains(row.Digest))
                .ToDictionaryAsync(row => (row.Digest, row.Task, row.Language), cancellationToken);
            foreach (var score in scores)
            {
                if (known.TryGetValue((score.Digest, score.Task, score.Language), out var row))
                {
                    context.Entry(row).CurrentValues.SetValues(score);
                }
                else
                {
                    context.ProbeScores.Add(score);
                }
            }

            await context.BumpAsync(RevisionNames.Scores, cancellationToken);
            try
            {
                await context.SaveChangesAsync(cancellationToken);
                return;
            }
            // Another profiler wrote at the same moment.
            catch (DbUpdateConcurrencyException) when (attempt < Revisions.AttemptsMax) { }
        }
    }

    public async Task<Spent> ReadSpentAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context
            .ProbeSpend.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Day == day.DayNumber, cancellationToken);
        return row is null ? Spent.Nothing : new Spent(row.Tokens, row.Spent);
    }

    public async Task AddSpentAsync(DateOnly day, Spent more, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await OpenAsync(context, day, cancellationToken);
        var number = day.DayNumber;
        // One statement: what is added is added to what is there then, and not to what was read before.
        await context
            .ProbeSpend.Where(row => row.Day == number)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Spent, row => row.Spent + more.Seconds)
                        .SetProperty(row => row.Tokens, row => row.Tokens + more.Tokens),
                cancellationToken
            );
    }

    public async Task<ProbeQueue> RequestAsync(
        IReadOnlyList<ProbeRequestRow> requests,
        int waitingMax,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await context
            .ProbeRequests.Select(row => new { row.Digest, row.Replica })
            .ToListAsync(cancellationToken);
        var known = waiting.Select(row => (row.Digest, row.Replica)).ToHashSet();
        var news = requests.Where(request => known.Add((request.Digest, request.Replica))).ToList();
        var added = news.Take(Math.Max(0, waitingMax - waiting.Count)).ToList();
        context.ProbeRequests.AddRange(added);
        await context.SaveChangesAsync(cancellationToken);
        return new ProbeQueue(waiting.Count + added.Count, news.Count - added.Count);
    }

    public async Task<IReadOnlyList<ProbeRequestRow>> ReadRequestsAsync(
        int countMax,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .ProbeRequests.AsNoTracking()
            .OrderBy(row => row.AtUnixMs)
            .ThenBy(row => row.RequestId)
            .Take(countMax)
            .ToListAsync(cancellationToken);
    }

    public async Task RemoveRequestAsync(Guid request, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.ProbeRequests.Where(row => row.RequestId == request).ExecuteDeleteAsync(cancellationToken);
    }

    // Two that open a day at once are no error, and must not be logged as one.
    private static async Task OpenAsync(ProfilerDbContext context, DateOnly day, CancellationToken cancellationToken)
    {
        var names = context.GetService<ISqlGenerationHelper>();
        var table = names.DelimitIdentifier("probe_spend", ProfilerDbContext.Schema);
        string[] columns = [nameof(ProbeSpendRow.Day), nameof(ProbeSpendRow.Spent), nameof(ProbeSpendRow.Tokens)];
        var statement = FormattableStringFactory.Create(
            $"INSERT INTO {table} ({string.Join(", ", columns.Select(names.DelimitIdentifier))}) "
                + "VALUES ({0}, {1}, {2}) ON CONFLICT DO NOTHING",
            day.DayNumber,
            0.0,
            0L
        );
        await context.Database.ExecuteSqlAsync(statement, cancellationToken);
    }
}
