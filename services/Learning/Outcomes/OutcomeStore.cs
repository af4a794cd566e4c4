using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.Messages;
using Orchestrator.Learning.Storage;

namespace Orchestrator.Learning.Outcomes;

internal sealed class OutcomeStore(IDbContextFactory<LearningDbContext> contexts)
{
    /// <summary>Stores each outcome once, however often it is delivered.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> StoreAsync(IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = outcomes.Select(OutcomeMapping.ToRow).DistinctBy(row => row.OutcomeId).ToList();
        var ids = rows.ConvertAll(row => row.OutcomeId);
        var known = await context
            .Outcomes.Where(row => ids.Contains(row.OutcomeId))
            .Select(row => row.OutcomeId)
            .ToHashSetAsync(cancellationToken);
        context.Outcomes.AddRange(rows.Where(row => !known.Contains(row.OutcomeId)));
        // Two deliveries at once meet in the primary key: the loser fails here, is delivered again and finds all known.
        return await context.SaveChangesAsync(cancellationToken);
    }
}
