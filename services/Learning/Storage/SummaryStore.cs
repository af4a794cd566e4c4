using Microsoft.EntityFrameworkCore;
using Orchestrator.Learning.Outcomes;

namespace Orchestrator.Learning.Storage;

/// <summary>Reads outcomes and feedback together. Counting happens in the database; only sums come back.</summary>
internal sealed class SummaryStore(IDbContextFactory<LearningDbContext> contexts)
{
    public async Task<LearningSummary> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sinceMs = since.ToUnixTimeMilliseconds();
        var outcomes = context.Outcomes.Where(outcome => outcome.FinishedAtUnixMs >= sinceMs);
        var models = await outcomes
            .GroupBy(outcome => new { outcome.Task, outcome.Model })
            .Select(group => new ModelCounts(
                group.Key.Task,
                group.Key.Model,
                group.Count(outcome => outcome.Result == OutcomeMapping.Completed),
                group.Count(outcome => outcome.Result != OutcomeMapping.Completed)
            ))
            .ToListAsync(cancellationToken);
        // Feedback is about the attempt that answered; attempts that failed before it did not earn the score.
        var scores = await outcomes
            .Where(outcome => outcome.Result == OutcomeMapping.Completed)
            .Join(
                context.Feedback,
                outcome => outcome.RunId,
                feedback => feedback.RunId,
                (outcome, feedback) =>
                    new
                    {
                        outcome.Task,
                        outcome.Model,
                        feedback.Score,
                    }
            )
            .GroupBy(scored => new { scored.Task, scored.Model })
            .Select(group => new ModelScore(group.Key.Task, group.Key.Model, group.Average(scored => scored.Score)))
            .ToListAsync(cancellationToken);
        var feedbackCount = await context.Feedback.CountAsync(
            feedback => feedback.GivenAtUnixMs >= sinceMs,
            cancellationToken
        );
        return new LearningSummary(models, scores, feedbackCount);
    }
}

internal sealed record LearningSummary(
    IReadOnlyList<ModelCounts> Models,
    IReadOnlyList<ModelScore> Scores,
    int FeedbackCount
);

internal sealed record ModelCounts(string Task, string Model, int Completed, int Failed);

internal sealed record ModelScore(string Task, string Model, double MeanScore);
