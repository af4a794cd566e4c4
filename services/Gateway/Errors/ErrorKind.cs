namespace Orchestrator.Gateway.Errors;

/// <summary>Every way in which the gateway says no. Each has one status; the dialects give it their words.</summary>
internal enum ErrorKind
{
    /// <summary>The body or a field of it is wrong.</summary>
    InvalidRequest,

    BodyTooLarge,

    /// <summary>The client took too long to send its body.</summary>
    BodyTimedOut,

    UnknownPath,

    /// <summary>No run of several steps has this id.</summary>
    UnknownRun,

    WrongVerb,

    /// <summary>The Host or Origin header names somebody else.</summary>
    Forbidden,

    UnknownModel,

    /// <summary>No model that may be used can do what the request needs.</summary>
    NotCapable,

    /// <summary>Every replica that could answer has a full queue.</summary>
    AllBusy,

    /// <summary>This gateway itself has as many runs as it takes.</summary>
    Overloaded,

    NoReplica,

    RouterUnavailable,

    LearningUnavailable,

    ProfilerUnavailable,

    UnknownReplica,

    /// <summary>It is so already, or what it stands on is not so.</summary>
    Conflict,

    /// <summary>What was to be changed is no longer as the caller saw it.</summary>
    ChangedMeanwhile,

    /// <summary>The replica refused the request as wrong.</summary>
    ReplicaRefused,

    /// <summary>The replica or its owner failed.</summary>
    UpstreamFailed,

    /// <summary>No token came within the time that the gateway waits.</summary>
    TimedOut,

    /// <summary>This process is being stopped.</summary>
    Stopping,

    /// <summary>A fault of ours; the log has it under the trace id.</summary>
    Fault,
}
