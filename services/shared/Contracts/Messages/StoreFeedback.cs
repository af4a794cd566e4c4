namespace Orchestrator.Contracts.Messages;

/// <summary>
/// A person's word on an answer. Answered with <see cref="FeedbackStored"/> once it is committed, so that the
/// person's "thank you" is never sent for something that can still get lost.
/// </summary>
public sealed record StoreFeedback
{
    /// <summary>Identity of this feedback; sent twice it is stored once.</summary>
    public required Guid FeedbackId { get; init; }

    /// <summary>The run it is about: the value of <c>X-Orchestrator-Run</c>.</summary>
    public required string RunId { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>0 (bad) to 1 (good). A thumb is 0 or 1; one to five stars are spread evenly.</summary>
    public required double Score { get; init; }

    /// <summary>How the score was given: "thumb" or "stars".</summary>
    public required string Kind { get; init; }
}

/// <summary>The feedback is committed.</summary>
/// <param name="Existed">True when the same feedback had been stored before.</param>
public sealed record FeedbackStored(Guid FeedbackId, bool Existed);
