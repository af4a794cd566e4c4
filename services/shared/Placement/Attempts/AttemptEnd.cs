using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Placement.Attempts;

/// <summary>How an attempt ended: what the breakers and Learning are told.</summary>
/// <param name="Result">"completed", or the cause in snake case.</param>
internal sealed record AttemptEnd(AttemptResult Report, string Result)
{
    /// <summary>Which of the routers' breakers it counts for.</summary>
    public FailureCause Cause { get; init; }

    /// <summary>Time to the first token; null when none came.</summary>
    public TimeSpan? FirstToken { get; init; }

    public Finished? Finished { get; init; }

    public static AttemptEnd Failed(AttemptFailure failure) =>
        new(failure.Report, failure.Error.Cause) { Cause = failure.Cause };

    /// <summary>The client went away, was cut off, or another replica was faster: says nothing about the replica.</summary>
    public static AttemptEnd Cancelled { get; } = new(AttemptResult.NotItsFault, "cancelled");
}
