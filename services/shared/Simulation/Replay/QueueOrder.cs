namespace Orchestrator.Simulation.Replay;

/// <summary>Who decides which of the calls that wait at a host is next.</summary>
public enum QueueOrder
{
    /// <summary>The worker's own rules.</summary>
    Owner,

    /// <summary>Nobody: in the order of arrival, as at a host behind an ordinary proxy.</summary>
    Arrival,
}
