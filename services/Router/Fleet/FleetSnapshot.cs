using System.Collections.Frozen;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Fleet;

/// <summary>The whole fleet at one moment, never changed. Readers keep it for as long as they decide.</summary>
internal sealed class FleetSnapshot
{
    /// <summary>What workers carry out that do not say what they do: all could do this before they began to say it.</summary>
    public static readonly FrozenSet<string> UntoldStrategies = new[] { StrategyNames.Ensemble }.ToFrozenSet(
        StringComparer.Ordinal
    );

    public static readonly FleetSnapshot Empty = new([]);

    private readonly Dictionary<string, ModelOffer> _byKey;
    private HashSet<string>? _planned;
    private IReadOnlyList<string>? _workflows;

    /// <param name="replicas">With distinct names.</param>
    public FleetSnapshot(IEnumerable<ReplicaSnapshot> replicas)
    {
        Replicas = [.. replicas.OrderBy(replica => replica.Name, StringComparer.Ordinal)];
        Models = [.. Offers(Replicas).OrderBy(model => model.Key, StringComparer.Ordinal)];
        _byKey = Models.ToDictionary(model => model.Key);
    }

    public IReadOnlyList<ReplicaSnapshot> Replicas { get; }

    public IReadOnlyList<ModelOffer> Models { get; }

    /// <summary>Strategies of several model calls that some worker carries out.</summary>
    public FrozenSet<string> Strategies { get; init; } = UntoldStrategies;

    /// <summary>Names of the workflows among them.</summary>
    public IReadOnlyList<string> Workflows => _workflows ??= StrategyNames.Workflows(Strategies);

    public ModelOffer? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Some replica that answers calls keeps the model by plan. Gathered when it is first asked for.</summary>
    /// <param name="model">Its key.</param>
    public bool Plans(string model) => (_planned ??= Planned()).Contains(model);

    private HashSet<string> Planned() =>
        Replicas
            .Where(replica => replica.IsServing && replica.PlannedModels.Count > 0)
            .SelectMany(replica => replica.PlannedModels.Where(model => replica.Find(model) is not null))
            .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<ModelOffer> Offers(IReadOnlyList<ReplicaSnapshot> replicas)
    {
        var entries = new Dictionary<string, List<ModelEntry>>();
        for (var i = 0; i < replicas.Count; i++)
        {
            foreach (var model in replicas[i].Models)
            {
                if (!entries.TryGetValue(model.Key, out var known))
                {
                    entries.Add(model.Key, known = []);
                }

                // Two spellings of one model on a replica are still one copy.
                if (known.Count == 0 || known[^1].ReplicaIndex != i)
                {
                    known.Add(new ModelEntry(i, replicas[i], model));
                }
            }
        }

        return entries.Select(pair => new ModelOffer(pair.Key, [.. pair.Value]));
    }
}

/// <summary>A model on one replica.</summary>
/// <param name="ReplicaIndex">Place of the replica in <see cref="FleetSnapshot.Replicas"/>.</param>
internal sealed record ModelEntry(int ReplicaIndex, ReplicaSnapshot Replica, ModelSnapshot Model)
{
    private ModelSpeed? _speed;

    /// <summary>How fast it is there, as far as is known.</summary>
    public ModelSpeed Speed => _speed ??= Replica.SpeedOf(Model);
}

/// <summary>A model as clients see it: the same name on several replicas is one model.</summary>
internal sealed class ModelOffer(string key, ModelEntry[] entries)
{
    private MemberHome[]? _homes;

    public string Key { get; } = key;

    /// <summary>As the first replica writes it.</summary>
    public string Name => Entries[0].Model.Name;

    /// <summary>Never empty.</summary>
    public ModelEntry[] Entries { get; } = entries;

    /// <summary>Those of <see cref="Entries"/> that have it in memory: few, even in a large fleet.</summary>
    public ModelEntry[] Loaded { get; } = Array.FindAll(entries, entry => entry.Model.Loaded is not null);

    /// <summary>How many of them answer calls.</summary>
    public int Copies { get; } = entries.Count(entry => entry.Model.Loaded is not null && entry.Replica.IsServing);

    /// <summary>Where it can run at all; worked out when it is first asked for.</summary>
    public IReadOnlyList<MemberHome> Homes => _homes ??= MemberHome.Of(Entries);

    public double ParametersBillion => Entries[0].Model.ParametersBillion;

    public bool Simulated { get; } = Array.TrueForAll(entries, entry => entry.Replica.Simulated);
}
