namespace Orchestrator.Placement.Answers;

/// <summary>A question that has no token yet.</summary>
/// <param name="StartedAt">A timestamp of the injected clock.</param>
internal sealed record PendingAnswer(
    string RunId,
    Question Question,
    long StartedAt,
    DateTimeOffset AskedAt,
    AnswerSearch Search
);
