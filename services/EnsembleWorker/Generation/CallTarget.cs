using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>Where a call has to go, and under which ownership.</summary>
internal sealed record CallTarget(string Replica, long Epoch, AdmissionPriority Priority);
