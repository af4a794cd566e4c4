namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>Why this worker itself refuses or gives up a call; what a replica says is an InferenceException.</summary>
internal enum CallFailure
{
    InvalidRequest,
    UnknownReplica,
    NotOwner,
    OldEpoch,
    QueueFull,
    WaitTooLong,

    /// <summary>The first token could not come by the call's deadline.</summary>
    Deadline,
    Draining,
    LoadTimedOut,
    Stopping,

    /// <summary>A probe found something that runs or waits, a second copy no free slot with its model in memory.</summary>
    Busy,

    /// <summary>A probe had to make way for real work.</summary>
    Preempted,

    /// <summary>A probe that may not load found its model not in memory.</summary>
    ModelNotLoaded,

    ProbeTimedOut,

    /// <summary>A model is not deleted while calls of it run or wait.</summary>
    ModelInUse,

    /// <summary>The endpoint lets nobody change its models.</summary>
    NoModelStore,

    PullTimedOut,
}
