using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Attempts;

/// <summary>Why one attempt did not answer, and what follows from it.</summary>
/// <param name="Error">What the client hears if nobody else answers.</param>
/// <param name="TryElsewhere">True when another replica may do better.</param>
/// <param name="Report">What the routers' breakers are told.</param>
/// <param name="IsStale">The router's picture was old: this replica may well be right under its new epoch.</param>
internal sealed record AttemptFailure(
    PlacementError Error,
    bool TryElsewhere,
    AttemptResult Report,
    bool IsStale = false
);
