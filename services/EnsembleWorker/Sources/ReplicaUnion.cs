using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>What all sources say together. Pure.</summary>
/// <param name="Replicas">Each name once.</param>
/// <param name="Clashes">Replicas that are left out, because another source gives their name to another replica.</param>
/// <param name="TooMany">How many more are left out because of the limit.</param>
internal sealed record ReplicaUnion(
    ImmutableArray<ReplicaConfig> Replicas,
    ImmutableArray<ReplicaConfig> Clashes,
    int TooMany
)
{
    public static readonly ReplicaUnion None = new([], [], 0);

    /// <param name="sources">By rank: the first one that gives a name is believed.</param>
    /// <param name="limit">Replicas that one worker looks after.</param>
    public static ReplicaUnion Of(IEnumerable<IReadOnlyList<ReplicaConfig>> sources, int limit)
    {
        var taken = new Dictionary<string, ReplicaConfig>(StringComparer.Ordinal);
        var clashes = ImmutableArray.CreateBuilder<ReplicaConfig>();
        var tooMany = 0;
        foreach (var replica in sources.SelectMany(replicas => replicas))
        {
            if (taken.TryGetValue(replica.Name, out var first))
            {
                // The same replica found in two ways is no clash.
                if (!first.HasEndpointOf(replica))
                {
                    clashes.Add(replica);
                }
            }
            else if (taken.Count < limit)
            {
                taken.Add(replica.Name, replica);
            }
            else
            {
                tooMany++;
            }
        }

        return new ReplicaUnion([.. taken.Values], clashes.DrainToImmutable(), tooMany);
    }
}
