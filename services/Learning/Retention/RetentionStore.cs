using Microsoft.EntityFrameworkCore;
using Orchestrator.Learning.Storage;

namespace Orchestrator.Learning.Retention;

/// <summary>Deletes the oldest rows, a batch at a time.</summary>
internal sealed class RetentionStore(IDbContextFactory<LearningDbContext> contexts)
{
    /// <returns>How many there were; fewer than <paramref name="rows"/> when none is left.</returns>
    public async Task<int> DeleteOutcomesAsync(DateTimeOffset before, int rows, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = before.ToUnixTimeMilliseconds();
        return await context
            .Outcomes.Where(row => row.FinishedAtUnixMs < limit)
            .OrderBy(row => row.FinishedAtUnixMs)
            .Take(rows)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <inheritdoc cref="DeleteOutcomesAsync"/>
    public async Task<int> DeleteFeedbackAsync(DateTimeOffset before, int rows, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = before.ToUnixTimeMilliseconds();
        return await context
            .Feedback.Where(row => row.GivenAtUnixMs < limit)
            .OrderBy(row => row.GivenAtUnixMs)
            .Take(rows)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
