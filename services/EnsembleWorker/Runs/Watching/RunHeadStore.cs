using Microsoft.EntityFrameworkCore;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>Reads what has become of many runs, without their requests and answers.</summary>
internal sealed class RunHeadStore(IDbContextFactory<WorkerDbContext> contexts)
{
    /// <summary>Runs of one statement: each is a parameter, and databases take only so many.</summary>
    public const int Chunk = 500;

    /// <summary>Those that are there, in no order.</summary>
    public async Task<IReadOnlyList<RunHead>> ReadAsync(
        IReadOnlyCollection<string> runIds,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var heads = new List<RunHead>(runIds.Count);
        foreach (var chunk in runIds.Chunk(Chunk))
        {
            heads.AddRange(
                await context
                    .Runs.Where(run => chunk.Contains(run.RunId))
                    .Select(run => new RunHead(
                        run.RunId,
                        run.State,
                        run.Worker,
                        run.Address,
                        run.Epoch,
                        run.ExpiresAtMs,
                        run.LastSequence
                    ))
                    .ToListAsync(cancellationToken)
            );
        }

        return heads;
    }
}
