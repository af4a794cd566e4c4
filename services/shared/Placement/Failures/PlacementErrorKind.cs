namespace Orchestrator.Placement.Failures;

/// <summary>Every way in which a question can stay without an answer.</summary>
internal enum PlacementErrorKind
{
    UnknownModel,

    /// <summary>No model that may be used can do what the request needs.</summary>
    NotCapable,

    /// <summary>Every replica that could answer has a full queue.</summary>
    AllBusy,

    NoReplica,

    /// <summary>The replicas that could answer have just lost their owner: a new one is expected.</summary>
    OwnerChanging,

    RouterUnavailable,

    /// <summary>The replica refused the request as wrong.</summary>
    ReplicaRefused,

    /// <summary>The replica or its owner failed.</summary>
    UpstreamFailed,

    /// <summary>No token came in time.</summary>
    TimedOut,
}
