using System.Collections.Immutable;

namespace Orchestrator.Profiler.Planning.Demand;

/// <summary>
/// Turns counts that only grow into calls per bin. Pure. What a replica had counted when it was first seen adds nothing,
/// because it says nothing about when.
/// </summary>
internal sealed record DemandCounter(
    ImmutableDictionary<DemandCounts.Key, DemandCounts> Seen,
    ImmutableDictionary<string, DemandCounts> Open
)
{
    public static readonly DemandCounter Empty = new(
        ImmutableDictionary<DemandCounts.Key, DemandCounts>.Empty,
        ImmutableDictionary<string, DemandCounts>.Empty.WithComparers(StringComparer.Ordinal)
    );

    /// <param name="counts">Of all replicas that are known; others are forgotten.</param>
    public DemandCounter With(IReadOnlyDictionary<DemandCounts.Key, DemandCounts> counts)
    {
        var open = Open;
        var known = Seen.Keys.Select(key => (key.Replica, key.Epoch)).ToHashSet();
        foreach (var (key, now) in counts)
        {
            if (known.Contains((key.Replica, key.Epoch)))
            {
                var added = now.Since(Seen.GetValueOrDefault(key));
                open = open.SetItem(key.Model, open.GetValueOrDefault(key.Model) + added);
            }
        }

        return new DemandCounter(counts.ToImmutableDictionary(), open);
    }

    /// <summary>The bin is over.</summary>
    /// <returns>What was counted in it, by model.</returns>
    public (DemandCounter Next, ImmutableDictionary<string, DemandCounts> Bin) Close() =>
        (this with { Open = Empty.Open }, Open);
}
