using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Replay;

/// <summary>What nobody outside of a host can see.</summary>
public interface IFleetTruth
{
    HostState StateOf(int host);

    /// <summary>Calls that the owner has taken, running ones first, then those that wait, in their order.</summary>
    IEnumerable<CallTruth> CallsOf(int host);
}
