namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>Why a call gets no slot.</summary>
internal enum RefusalReason
{
    QueueFull,
    WaitTooLong,
    Draining,

    /// <summary>A probe found something that runs or waits, or a second copy of a call no free slot with its model in memory.</summary>
    Busy,

    /// <summary>Its first token could not come in time.</summary>
    Deadline,

    /// <summary>Its model could not be loaded.</summary>
    LoadFailed,
}
