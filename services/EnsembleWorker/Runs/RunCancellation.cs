namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Why a run's work is cancelled.</summary>
internal enum RunCancellation
{
    None,

    /// <summary>The lease is another's, or it ran out: nothing more may be written.</summary>
    Lost,

    /// <summary>Its user does not want it any more.</summary>
    Stopped,

    /// <summary>This process stops and another worker is to go on.</summary>
    HandedBack,

    /// <summary>It is to pause, and its steps are over or had their time.</summary>
    Paused,
}
