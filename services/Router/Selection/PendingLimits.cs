namespace Orchestrator.Router.Selection;

/// <param name="Transit">How long it takes at most until a choice is in the counts that its owner reports.</param>
/// <param name="Expiry">After this a choice that was never seen again is forgotten.</param>
internal sealed record PendingLimits(TimeSpan Transit, TimeSpan Expiry);
