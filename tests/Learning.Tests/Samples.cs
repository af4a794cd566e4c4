using Orchestrator.Contracts.Messages;

namespace Orchestrator.Learning.Tests;

internal static class Samples
{
    private static readonly DateTimeOffset Now = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Outcome Outcome(string runId) =>
        new()
        {
            OutcomeId = Guid.CreateVersion7(),
            RunId = runId,
            Attempt = 1,
            FinishedAt = Now,
            Task = "code",
            Language = "ko",
            Strategy = "single",
            Model = "qwen3:8b",
            Replica = "sim-1",
            Propensity = 1,
            Result = "completed",
            TimeToFirstToken = TimeSpan.FromMilliseconds(120),
            Duration = TimeSpan.FromSeconds(2),
            PromptTokens = 10,
            OutputTokens = 20,
            Simulated = true,
        };

    public static StoreFeedback Feedback(string runId, double score) =>
        new()
        {
            FeedbackId = Guid.CreateVersion7(),
            RunId = runId,
            GivenAt = Now,
            Score = score,
            Kind = "thumb",
        };
}
