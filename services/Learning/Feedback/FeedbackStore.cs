using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.Messages;
using Orchestrator.Learning.Storage;

namespace Orchestrator.Learning.Feedback;

internal sealed class FeedbackStore(IDbContextFactory<LearningDbContext> contexts)
{
    /// <summary>Stores the feedback unless it is there. It is committed when this returns.</summary>
    /// <returns>True when it had been stored before.</returns>
    public async Task<bool> StoreAsync(StoreFeedback feedback, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Feedback.AnyAsync(row => row.FeedbackId == feedback.FeedbackId, cancellationToken))
        {
            return true;
        }

        context.Feedback.Add(
            new FeedbackRow
            {
                FeedbackId = feedback.FeedbackId,
                RunId = feedback.RunId,
                GivenAtUnixMs = feedback.GivenAt.ToUnixTimeMilliseconds(),
                Score = feedback.Score,
                Kind = feedback.Kind,
            }
        );
        await context.SaveChangesAsync(cancellationToken);
        return false;
    }
}
