using Microsoft.Extensions.Options;

namespace Orchestrator.Learning.Retention;

/// <summary>One look for what is too old, of bounded work.</summary>
internal sealed partial class RetentionRounds(
    IOptions<LearningOptions> options,
    RetentionStore store,
    TimeProvider clock,
    ILogger<RetentionRounds> logger
)
{
    private readonly LearningOptions _options = options.Value;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - _options.Retention;
        var outcomes = await DeleteAsync(store.DeleteOutcomesAsync, before, cancellationToken);
        var feedback = await DeleteAsync(store.DeleteFeedbackAsync, before, cancellationToken);
        if (outcomes + feedback > 0)
        {
            LogDeleted(outcomes, feedback, before);
        }
    }

    private async Task<int> DeleteAsync(
        Func<DateTimeOffset, int, CancellationToken, Task<int>> delete,
        DateTimeOffset before,
        CancellationToken cancellationToken
    )
    {
        var total = 0;
        for (var batch = 0; batch < _options.RetentionBatchesMax; batch++)
        {
            var deleted = await delete(before, _options.RetentionBatchRows, cancellationToken);
            total += deleted;
            if (deleted < _options.RetentionBatchRows)
            {
                break;
            }
        }

        return total;
    }

    [LoggerMessage(
        5101,
        LogLevel.Information,
        "Deleted {Outcomes} outcomes and {Feedback} feedbacks from before {Before}."
    )]
    private partial void LogDeleted(int outcomes, int feedback, DateTimeOffset before);
}
