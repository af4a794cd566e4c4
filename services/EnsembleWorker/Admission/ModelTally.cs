namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>What runs and waits of one model, in tokens as they were estimated. Nothing in it changes by time alone.</summary>
/// <param name="RunningSince">The mean of when the running calls got their slots; null while none runs.</param>
/// <param name="WaitingSince">When the longest waiting call came; null while none waits.</param>
internal sealed record ModelTally(
    string Model,
    int Running,
    int Waiting,
    long WaitingPromptTokens,
    long WaitingOutputTokens,
    long RunningPromptTokens,
    long RunningOutputTokens,
    DateTimeOffset? RunningSince,
    DateTimeOffset? WaitingSince
)
{
    public static ModelTally Of(string model, IReadOnlyList<RunningCall> running, IReadOnlyList<WaitingCall> waiting) =>
        new(
            model,
            running.Count,
            waiting.Count,
            waiting.Sum(call => (long)call.Wish.PromptTokens),
            waiting.Sum(call => (long)call.Wish.OutputTokens),
            running.Sum(call => (long)call.Wish.PromptTokens),
            running.Sum(call => (long)call.Wish.OutputTokens),
            running.Count == 0 ? null : Mean(running),
            // In order of arrival.
            waiting.Count == 0
                ? null
                : waiting[0].Since
        );

    private static DateTimeOffset Mean(IReadOnlyList<RunningCall> running)
    {
        // Of the differences, because a sum of moments would overflow.
        var first = running[0].Since;
        return first + TimeSpan.FromTicks((long)running.Average(call => (call.Since - first).Ticks));
    }
}
