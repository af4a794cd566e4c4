using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Attempts;

/// <summary>Why one attempt did not answer, and what follows from it.</summary>
/// <param name="Error">What the client hears if nobody else answers.</param>
/// <param name="TryElsewhere">True when another replica may do better.</param>
/// <param name="Report">What the routers' breakers are told.</param>
/// <param name="IsOwnerAway">
/// The replica was not even asked: its owner is gone or has changed, and it may well answer under a new one.
/// </param>
internal sealed record AttemptFailure(
    PlacementError Error,
    bool TryElsewhere,
    AttemptResult Report,
    bool IsOwnerAway = false
)
{
    /// <summary>Which of the routers' breakers it counts for; unspecified where the replica is not to blame.</summary>
    public FailureCause Cause { get; init; }

    /// <summary>Nothing has reached the replica: trying elsewhere is the first work that anybody has with the question.</summary>
    public bool IsBeforeWork { get; init; } = IsOwnerAway;
}
