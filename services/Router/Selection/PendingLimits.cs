namespace Orchestrator.Router.Selection;

/// <param name="Transit">How long a choice travels at most before the owner counts it.</param>
/// <param name="Expiry">After this a choice that was never seen again is forgotten.</param>
internal sealed record PendingLimits(TimeSpan Transit, TimeSpan Expiry);
