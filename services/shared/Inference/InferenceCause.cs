namespace Orchestrator.Inference;

/// <summary>Why a call failed.</summary>
public enum InferenceCause
{
    ConnectFailed,

    /// <summary>The request itself is at fault (400, 413, 422): another replica would say the same.</summary>
    Refused,

    /// <summary>The replica does not have the model.</summary>
    ModelNotFound,

    /// <summary>Too many requests wait (503, 429, 529). Load, not a fault.</summary>
    Busy,

    FirstTokenTimedOut,

    /// <summary>The answer began and then stood still.</summary>
    IdleTimedOut,

    /// <summary>The answer ended early, or is not what the protocol says.</summary>
    StreamBroken,

    /// <summary>The replica reported an error of its own (5xx, or an error line inside the stream), or is set up wrongly (401, 403, 405).</summary>
    ReplicaFailed,

    /// <summary>The caller, or the replica on somebody's behalf (499), gave up.</summary>
    Cancelled,
}
