namespace Orchestrator.Simulation.Replay;

internal enum ReplayEventKind
{
    Arrival,

    /// <summary>Id: the load.</summary>
    LoadEnded,

    /// <summary>A load may have taken too long. Id: of the owner's empty request.</summary>
    LoadDue,

    /// <summary>A request may have ended, or a model expired. Id: version of the host's plan; an old one is void.</summary>
    HostDue,

    /// <summary>A wait at the owner may be too long. Id: as above.</summary>
    OwnerDue,
    Look,
    Report,

    /// <summary>A request has waited too long for its first token. Id: its number.</summary>
    GiveUp,
}
