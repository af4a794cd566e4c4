namespace Orchestrator.Gateway.Runs;

/// <summary>A question that has no token yet.</summary>
/// <param name="StartedAt">A timestamp of the injected clock.</param>
internal sealed record PendingRun(
    string RunId,
    Question Question,
    long StartedAt,
    DateTimeOffset AskedAt,
    RunSearch Search
);
