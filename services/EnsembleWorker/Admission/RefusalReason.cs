namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>Why a call gets no slot.</summary>
internal enum RefusalReason
{
    QueueFull,
    WaitTooLong,
    Draining,

    /// <summary>A probe found something that runs or waits.</summary>
    Busy,
}
