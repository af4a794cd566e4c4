using System.Collections.Immutable;
using Orchestrator.Profiler.Probing.Scheduling;

namespace Orchestrator.Profiler.Probing;

/// <summary>What outlives this process: scores, what the day has cost, and which models somebody wants probed.</summary>
internal interface IProbeMemory
{
    Task<ProbeHistory> ReadAsync(DateOnly day, CancellationToken cancellationToken);

    /// <param name="model">Its name when it was probed, for people.</param>
    Task KeepAsync(ProbeScore score, string model, CancellationToken cancellationToken);

    /// <summary>Adds to what a replica's probes have cost that day.</summary>
    Task KeepSpentAsync(DateOnly day, string replica, Spent more, CancellationToken cancellationToken);

    /// <returns>The oldest first.</returns>
    Task<ImmutableArray<ProbeWish>> ReadWishesAsync(int countMax, CancellationToken cancellationToken);

    /// <summary>It was carried out.</summary>
    Task RemoveWishAsync(Guid id, CancellationToken cancellationToken);
}

/// <summary>Somebody wants a model probed and its speed on this replica measured, whatever is known of it.</summary>
internal sealed record ProbeWish(Guid Id, string Digest, string Replica, DateTimeOffset At);
