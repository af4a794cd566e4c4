using System.Collections.Frozen;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Fleet;

/// <summary>One replica as its owner last described it.</summary>
/// <param name="Epoch">Of the owner's lease; work that carries another one is refused there.</param>
/// <param name="Slots">Calls that may run at once; at least 1.</param>
/// <param name="QueueLimit">Calls that may wait.</param>
/// <param name="CountedAt">
/// When this process received the counts, by its own clock: they are exact when they are sent, and no two clocks have to
/// agree. The message's own time tells when the owner last looked at the replica's models.
/// </param>
internal sealed record ReplicaSnapshot(
    string Name,
    ulong Epoch,
    string Worker,
    string WorkerAddress,
    ReplicaHealth Health,
    int InFlight,
    int Queued,
    int Slots,
    int QueueLimit,
    IReadOnlyList<ModelSnapshot> Models,
    bool Simulated,
    DateTimeOffset CountedAt
)
{
    private static readonly FrozenSet<string> _noModels = FrozenSet<string>.Empty;

    private ReplicaBacklog? _backlog;

    /// <summary>Keys of the models that the plan keeps here; empty without a plan that is carried out.</summary>
    public FrozenSet<string> PlannedModels { get; init; } = _noModels;

    /// <summary>What runs and waits, by the model's key; models with neither are not named.</summary>
    public IReadOnlyList<ModelWork> Work { get; init; } = [];

    /// <summary>The load that is under way; null when there is none.</summary>
    public ModelLoading? Loading { get; init; }

    /// <summary>What the profiler says of the speeds here, by the model's digest.</summary>
    public FrozenDictionary<string, ModelSpeed> Speeds { get; init; } = FrozenDictionary<string, ModelSpeed>.Empty;

    /// <summary>Memory of its cards; 0 while unknown.</summary>
    public ulong VramBytes { get; init; }

    /// <summary>What one second of it costs, and in which currency; 0 while unknown.</summary>
    public double PricePerSecond { get; init; }

    public string Currency { get; init; } = "";

    /// <summary>Its owner is gone: another worker takes it over once the lease has run out.</summary>
    public bool IsOrphan { get; init; }

    /// <summary>It answers calls, be it late or badly.</summary>
    public bool IsServing => Health is ReplicaHealth.Healthy or ReplicaHealth.Degraded or ReplicaHealth.Busy;

    /// <summary>What it has to do, worked out when it is first asked for.</summary>
    /// <remarks>A copy (with) of this carries the field of the original; that one is not its own.</remarks>
    public ReplicaBacklog Backlog =>
        _backlog is { } backlog && ReferenceEquals(backlog.Replica, this)
            ? backlog
            : _backlog = ReplicaBacklog.Of(this);

    /// <summary>Of a model here: what the profiler says, and typical figures for what it does not.</summary>
    public ModelSpeed SpeedOf(ModelSnapshot model) =>
        TypicalSpeed.Fill(Speeds.GetValueOrDefault(model.Digest, ModelSpeed.Unknown), model);

    /// <param name="model">Its key.</param>
    public ModelSnapshot? Find(string model)
    {
        for (var i = 0; i < Models.Count; i++)
        {
            if (Models[i].Key == model)
            {
                return Models[i];
            }
        }

        return null;
    }

    /// <param name="model">Its key.</param>
    public bool Plans(string model) => PlannedModels.Count > 0 && PlannedModels.Contains(model);
}

internal enum ReplicaHealth
{
    Healthy,
    Unreachable,

    /// <summary>Takes no new work.</summary>
    Draining,

    /// <summary>Serves, but worse than it should: for the last choice.</summary>
    Degraded,

    /// <summary>Says that it has too much to do: as good as full.</summary>
    Busy,
}
