namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>Who goes first when no slot is free; the smaller value goes first.</summary>
internal enum AdmissionPriority
{
    Interactive = 0,
    Normal = 1,
    Batch = 2,
    Probe = 3,
}
