namespace Orchestrator.Profiler.Planning;

/// <summary>A plan's input by numbers instead of names. What cannot be planned is left out.</summary>
internal sealed class PlanWorld
{
    private readonly PlanPlace?[][] _places;
    private readonly int[][] _replicasOf;
    private readonly bool[][] _loaded;
    private readonly Dictionary<string, int> _replicaNumbers;
    private readonly Dictionary<string, int> _modelNumbers;

    public PlanWorld(PlanInput input, PlanLimits limits)
    {
        Limits = limits;
        // In the order of names, so that the same fleet gives the same plan in whatever order it is told.
        Replicas = [.. input.Replicas.Where(one => one.VramBytes > 0).OrderBy(one => one.Name, StringComparer.Ordinal)];
        Models = [.. input.Models.Where(model => model.Enabled).OrderBy(model => model.Name, StringComparer.Ordinal)];
        _replicaNumbers = Numbers(Replicas.Select(one => one.Name));
        _modelNumbers = Numbers(Models.Select(model => model.Name));
        _places = [.. Replicas.Select(_ => new PlanPlace?[Models.Length])];
        foreach (var place in input.Places)
        {
            var (replica, model) = (ReplicaNumber(place.Replica), ModelNumber(place.Model));
            if (replica >= 0 && model >= 0 && place.Bytes <= Room(replica))
            {
                _places[replica][model] = place;
            }
        }

        _replicasOf = [.. Models.Select((_, model) => ReplicasWith(model))];
        _loaded = [.. Replicas.Select(_ => new bool[Models.Length])];
        foreach (var seen in input.Resident)
        {
            if (ReplicaNumber(seen.Replica) is var replica and >= 0 && ModelNumber(seen.Model) is var model and >= 0)
            {
                _loaded[replica][model] = true;
            }
        }
    }

    public PlanLimits Limits { get; }

    /// <summary>Models on replicas that could hold them.</summary>
    public int Places => _replicasOf.Sum(replicas => replicas.Length);

    public PlanReplica[] Replicas { get; }

    public PlanModel[] Models { get; }

    /// <summary>Null when the replica does not have it, or could never hold it.</summary>
    public PlanPlace? Place(int replica, int model) => _places[replica][model];

    /// <summary>Replicas that could hold it.</summary>
    public ReadOnlySpan<int> ReplicasOf(int model) => _replicasOf[model];

    public bool IsLoaded(int replica, int model) => _loaded[replica][model];

    /// <returns>-1 when it is not known.</returns>
    public int ReplicaNumber(string name) => _replicaNumbers.GetValueOrDefault(name, -1);

    /// <returns>-1 when it is not known, or switched off.</returns>
    public int ModelNumber(string name) => _modelNumbers.GetValueOrDefault(name, -1);

    /// <summary>Bytes that a plan may fill.</summary>
    public double Room(int replica) => Replicas[replica].VramBytes * Limits.GpuMemoryUtilization;

    /// <summary>How much a second lost by a caller of this model counts.</summary>
    public double Weight(int model) => Models[model].Priority / 5.0;

    private int[] ReplicasWith(int model) =>
        [.. Enumerable.Range(0, Replicas.Length).Where(replica => _places[replica][model] is not null)];

    private static Dictionary<string, int> Numbers(IEnumerable<string> names) =>
        names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number);
}
