namespace Orchestrator.Router.Selection;

/// <summary>What became of an attempt on a replica.</summary>
internal enum AttemptOutcome
{
    Completed,

    /// <summary>Nothing, or half an answer, came over the wire; or nobody said what it was.</summary>
    Failed,

    /// <summary>The replica said that it failed.</summary>
    ServerFailed,

    /// <summary>Load, not a fault.</summary>
    Busy,

    /// <summary>The client left, or sent something wrong.</summary>
    NotItsFault,
}
