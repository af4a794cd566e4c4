namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>A load that succeeded.</summary>
/// <param name="Elapsed">How long it took.</param>
/// <param name="ContextTokens">The context that the model now has; null when the replica did not tell.</param>
internal sealed record LoadEnd(TimeSpan Elapsed, int? ContextTokens);
