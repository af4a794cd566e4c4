using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <summary>Watches a replay: for figures, pictures and checks. Times are since the beginning.</summary>
public interface IReplayObserver
{
    void Arrived(TimeSpan at, Arrival request) { }

    /// <summary>A model began to load.</summary>
    void LoadStarted(TimeSpan at, int host, string model, TimeSpan duration) { }

    /// <summary>Something on a host changed: what is in memory, who runs, who waits.</summary>
    /// <param name="queued">Calls that wait at the owner.</param>
    void HostChanged(TimeSpan at, int host, HostState state, int queued) { }

    void Completed(CompletedRequest done) { }

    /// <summary>No host took it, or none gave a token in time.</summary>
    void Refused(TimeSpan at, Arrival request) { }

    /// <summary>The last request has ended.</summary>
    void Ended(TimeSpan at) { }
}

/// <param name="FirstToken">From arrival to the first token.</param>
/// <param name="Total">From arrival to the last one.</param>
/// <param name="EndedAt">Since the beginning.</param>
/// <param name="CachedTokens">Tokens of the prompt that its slot had in its cache.</param>
public readonly record struct CompletedRequest(
    Arrival Request,
    int Host,
    TimeSpan FirstToken,
    TimeSpan Total,
    TimeSpan EndedAt,
    int CachedTokens
);
