using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>What has to be in memory before a call can start.</summary>
internal sealed record LoadOrder(ModelId Model, KeepAlive KeepAlive, int? ContextTokens);
