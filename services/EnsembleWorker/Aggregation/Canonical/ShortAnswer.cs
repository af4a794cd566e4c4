namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>The short answer in a text.</summary>
/// <param name="Key">The same for answers that mean the same.</param>
/// <param name="Written">As the model wrote it, cleaned: for people.</param>
/// <param name="Bare">Of a quantity the number alone: who leaves the unit out gives the same answer.</param>
internal sealed record ShortAnswer(string Key, string Written, string? Bare = null);
