namespace Orchestrator.Router.Selection;

/// <summary>What became of an attempt on a replica.</summary>
internal enum AttemptOutcome
{
    Completed,
    Failed,

    /// <summary>Load, not a fault.</summary>
    Busy,

    /// <summary>The client left, or sent something wrong.</summary>
    NotItsFault,
}
