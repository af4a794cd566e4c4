namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Something answers, but not what the kind of the replica says.</summary>
internal sealed class NotOfKindException(string message) : Exception(message);
