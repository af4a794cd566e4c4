using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <summary>
/// Chooses the host of each request. It sees what a router would: the request without the length of its answer, and what
/// owners report.
/// </summary>
public interface IReplayPolicy
{
    /// <param name="request">Only <see cref="PolicyWorld.Truth"/> knows the length of its answer in advance.</param>
    /// <param name="failed">Hosts that have failed for this request: to be tried again after all others.</param>
    /// <returns>Places in the fleet, best first; empty refuses the request.</returns>
    IReadOnlyList<int> Choose(Arrival request, IReadOnlyList<int> failed);

    /// <summary>The request goes to that host now: one of those that were chosen.</summary>
    void Sent(Arrival request, int host)
    {
        // Who keeps no count need not know.
    }

    void Reported(HostReport report)
    {
        // Who looks at no host need not know.
    }

    /// <summary>An attempt has ended.</summary>
    void Ended(Arrival request, int host, AttemptOutcome outcome)
    {
        // Who keeps no count need not know.
    }
}

public enum AttemptOutcome
{
    Completed,

    /// <summary>The owner's queue or the host's was full, or the wait too long.</summary>
    Busy,
    Failed,
}
