namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>A load that the replica carries out now.</summary>
internal sealed record LoadUnderWay(string Model, DateTimeOffset Since);
