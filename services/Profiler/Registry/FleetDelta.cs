using System.Collections.Immutable;

namespace Orchestrator.Profiler.Registry;

/// <summary>What changed in the view up to a version, or all of it.</summary>
internal sealed record FleetDelta(
    ulong Version,
    bool IsSnapshot,
    DeltaPart<string, OwnerState> Owners,
    DeltaPart<string, ReplicaState> Replicas,
    DeltaPart<ModelId, ModelState> Models,
    DeltaPart<SpeedId, SpeedState> Speeds
);

internal readonly record struct DeltaPart<TKey, TValue>(ImmutableArray<TValue> Changed, ImmutableArray<TKey> Removed)
{
    public static readonly DeltaPart<TKey, TValue> Empty = new([], []);
}
