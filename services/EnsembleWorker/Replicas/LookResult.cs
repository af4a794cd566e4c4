namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What one look at a replica brought.</summary>
/// <param name="Inventory">The same object as before when nothing has changed.</param>
/// <param name="Loaded">What is in memory; as before when the replica did not tell.</param>
/// <param name="Missing">What the replica did not answer, as a sentence; null when it answered everything.</param>
internal sealed record LookResult(Inventory Inventory, LoadedModels Loaded, string? Missing);
