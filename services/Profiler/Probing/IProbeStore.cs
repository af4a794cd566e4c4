using Orchestrator.Profiler.Probing.Scheduling;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Probing;

/// <summary>What probes have found out and cost, and which measurements are asked for: the same for all profilers.</summary>
internal interface IProbeStore
{
    Task<IReadOnlyList<ProbeScoreRow>> ReadScoresAsync(CancellationToken cancellationToken);

    /// <summary>Writes each by its key, and lets the other profilers know.</summary>
    Task WriteScoresAsync(IReadOnlyList<ProbeScoreRow> scores, CancellationToken cancellationToken);

    /// <summary>What was spent on that day, in UTC.</summary>
    Task<Spent> ReadSpentAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>Adds to what that day has cost. What two profilers add at once is all counted.</summary>
    Task AddSpentAsync(DateOnly day, Spent more, CancellationToken cancellationToken);

    /// <summary>Asks for measurements; the leader takes them. Of the same model and replica one waits.</summary>
    /// <returns>How many wait now, at most <paramref name="waitingMax"/>, and how many of these found no place.</returns>
    Task<ProbeQueue> RequestAsync(
        IReadOnlyList<ProbeRequestRow> requests,
        int waitingMax,
        CancellationToken cancellationToken
    );

    /// <returns>The oldest first.</returns>
    Task<IReadOnlyList<ProbeRequestRow>> ReadRequestsAsync(int countMax, CancellationToken cancellationToken);

    /// <summary>It was carried out, or cannot be.</summary>
    Task RemoveRequestAsync(Guid request, CancellationToken cancellationToken);
}

/// <param name="Waiting">Requests that wait now, whoever made them.</param>
/// <param name="LeftOut">Requests that were not taken because too many wait.</param>
internal sealed record ProbeQueue(int Waiting, int LeftOut);
