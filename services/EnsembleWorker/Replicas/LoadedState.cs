namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>A model in memory.</summary>
internal sealed record LoadedState(long TotalBytes, long VramBytes, int ContextTokens, DateTimeOffset ExpiresAt);
