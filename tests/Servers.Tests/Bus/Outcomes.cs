using Orchestrator.Contracts.Messages;

namespace Orchestrator.Servers.Tests.Bus;

internal static class Outcomes
{
    public static Outcome Some(int number) =>
        new()
        {
            OutcomeId = Guid.CreateVersion7(),
            RunId = $"run-{number}",
            Attempt = 1,
            FinishedAt = DateTimeOffset.UnixEpoch,
            Task = "code",
            Language = "ko",
            Strategy = "single",
            Model = "m",
            Replica = "r",
            Propensity = 1,
            Result = "completed",
            Duration = TimeSpan.FromSeconds(1),
        };
}
