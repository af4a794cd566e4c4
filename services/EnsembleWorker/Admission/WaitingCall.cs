namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>A call in the queue; the queue is kept in order of arrival.</summary>
internal sealed record WaitingCall(long Id, AdmissionPriority Priority, string Model, DateTimeOffset Since);
