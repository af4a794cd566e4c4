using System.Collections.Frozen;

namespace Orchestrator.Router.Fleet;

/// <summary>What the profiler says of one replica: its owner does not know it.</summary>
/// <param name="PlannedModels">Keys of the models that the plan keeps there; empty without a plan that is carried out.</param>
/// <param name="Speeds">By the model's digest.</param>
/// <param name="PricePerSecond">0 while unknown.</param>
/// <param name="VramBytes">Of all its cards; 0 while unknown.</param>
internal sealed record ReplicaFacts(
    FrozenSet<string> PlannedModels,
    FrozenDictionary<string, ModelSpeed> Speeds,
    double PricePerSecond,
    string Currency,
    ulong VramBytes
)
{
    public static readonly ReplicaFacts None = new(
        FrozenSet<string>.Empty,
        FrozenDictionary<string, ModelSpeed>.Empty,
        0,
        "",
        0
    );

    public ReplicaSnapshot AddTo(ReplicaSnapshot replica) =>
        replica with
        {
            PlannedModels = PlannedModels,
            Speeds = Speeds,
            PricePerSecond = PricePerSecond,
            Currency = Currency,
            VramBytes = VramBytes > 0 ? VramBytes : replica.VramBytes,
        };
}
