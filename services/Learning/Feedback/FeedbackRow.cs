namespace Orchestrator.Learning.Feedback;

/// <summary>A person's word on a run, as it is kept.</summary>
internal sealed class FeedbackRow
{
    public required Guid FeedbackId { get; init; }

    public required string RunId { get; init; }

    public required long GivenAtUnixMs { get; init; }

    /// <summary>0 (bad) to 1 (good).</summary>
    public required double Score { get; init; }

    /// <summary>"thumb" or "stars".</summary>
    public required string Kind { get; init; }
}
