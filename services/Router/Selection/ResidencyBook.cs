using System.Collections.Immutable;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>Since when which model has been in memory where, as far as this router has seen it come. Pure.</summary>
internal sealed record ResidencyBook(ImmutableDictionary<string, ImmutableDictionary<string, DateTimeOffset>> Replicas)
{
    public static readonly ResidencyBook Empty = new(
        ImmutableDictionary.Create<string, ImmutableDictionary<string, DateTimeOffset>>(StringComparer.Ordinal)
    );

    private static readonly ImmutableDictionary<string, DateTimeOffset> _nothing = ImmutableDictionary.Create<
        string,
        DateTimeOffset
    >(StringComparer.Ordinal);

    /// <returns>Null when it was there before this router looked, or is not there.</returns>
    public DateTimeOffset? Since(string replica, string model) =>
        Replicas.TryGetValue(replica, out var models) && models.TryGetValue(model, out var since) ? since : null;

    /// <summary>The fleet was reported anew. Only replicas that are other objects than before are looked at.</summary>
    public ResidencyBook Seen(FleetSnapshot before, FleetSnapshot fleet, DateTimeOffset now)
    {
        var replicas = Replicas;
        var known = before.Replicas.ToDictionary(replica => replica.Name, StringComparer.Ordinal);
        foreach (var replica in fleet.Replicas)
        {
            if (known.Remove(replica.Name, out var earlier) && !ReferenceEquals(earlier.Models, replica.Models))
            {
                var models = Seen(replicas.GetValueOrDefault(replica.Name, _nothing), earlier, replica, now);
                replicas = models.IsEmpty ? replicas.Remove(replica.Name) : replicas.SetItem(replica.Name, models);
            }
        }

        return replicas == Replicas && known.Count == 0 ? this : new ResidencyBook(replicas.RemoveRange(known.Keys));
    }

    private static ImmutableDictionary<string, DateTimeOffset> Seen(
        ImmutableDictionary<string, DateTimeOffset> since,
        ReplicaSnapshot earlier,
        ReplicaSnapshot replica,
        DateTimeOffset now
    )
    {
        var loaded = replica.Models.Where(model => model.Loaded is not null).Select(model => model.Key).ToHashSet();
        since = since.RemoveRange(since.Keys.Where(model => !loaded.Contains(model)));
        foreach (var model in loaded)
        {
            if (earlier.Find(model) is not { Loaded: not null })
            {
                since = since.SetItem(model, now);
            }
        }

        return since;
    }
}
