using System.Collections.Immutable;
using Orchestrator.Profiler.Probing.Scheduling;

namespace Orchestrator.Profiler.Probing;

/// <summary>The database as the probes' memory. Of what a day has cost it keeps the fleet's sum.</summary>
internal sealed class StoredProbes(IProbeStore store) : IProbeMemory
{
    /// <summary>Stands for all replicas in what was spent before this process; no replica has this name.</summary>
    private const string WholeFleet = "";

    public async Task<ProbeHistory> ReadAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await store.ReadScoresAsync(cancellationToken);
        var spent = await store.ReadSpentAsync(day, cancellationToken);
        return new ProbeHistory(
            [.. rows.Select(ProbeScoreRows.ToScore)],
            day,
            ImmutableDictionary<string, Spent>.Empty.Add(WholeFleet, spent)
        );
    }

    public Task KeepAsync(ProbeScore score, string model, CancellationToken cancellationToken) =>
        store.WriteScoresAsync([ProbeScoreRows.ToRow(score, model)], cancellationToken);

    // The schedule has kept the budget already; this only writes down what was spent.
    public Task KeepSpentAsync(DateOnly day, string replica, Spent more, CancellationToken cancellationToken) =>
        store.AddSpentAsync(day, more, cancellationToken);

    public async Task<ImmutableArray<ProbeWish>> ReadWishesAsync(int countMax, CancellationToken cancellationToken)
    {
        var rows = await store.ReadRequestsAsync(countMax, cancellationToken);
        return
        [
            .. rows.Select(row => new ProbeWish(
                row.RequestId,
                row.Digest,
                row.Replica,
                DateTimeOffset.FromUnixTimeMilliseconds(row.AtUnixMs)
            )),
        ];
    }

    public Task RemoveWishAsync(Guid id, CancellationToken cancellationToken) =>
        store.RemoveRequestAsync(id, cancellationToken);
}
