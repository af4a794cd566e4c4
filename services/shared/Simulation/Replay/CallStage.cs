namespace Orchestrator.Simulation.Replay;

/// <summary>Where a call is on its host.</summary>
internal enum CallStage
{
    /// <summary>Waits for the owner to admit it.</summary>
    AtOwner,

    /// <summary>Waits for its model.</summary>
    AwaitsLoad,

    /// <summary>Was sent to the host: it waits there, or runs.</summary>
    AtHost,
}
