using System.Collections.Immutable;

namespace Orchestrator.Profiler.Registry;

/// <summary>What the last messages of one worker said.</summary>
internal sealed record OwnerState(
    string Worker,
    string Address,
    bool IsReachable,
    DateTimeOffset LastHeardAt,
    ImmutableDictionary<string, ReplicaModels> Replicas
);

/// <summary>The models on one replica's disk.</summary>
internal sealed record ReplicaModels(string Replica, ImmutableArray<KnownModel> Models);

/// <summary>One model as a replica lists it.</summary>
internal sealed record KnownModel(
    string Name,
    string Digest,
    string Family,
    string ParameterSize,
    string Quantization,
    uint ContextTokens,
    ImmutableArray<string> Capabilities
)
{
    // A record compares an ImmutableArray by reference; without this every report would look like a change.
    public bool Equals(KnownModel? other) =>
        other is not null
        && (Name, Digest, Family, ParameterSize, Quantization, ContextTokens)
            == (other.Name, other.Digest, other.Family, other.ParameterSize, other.Quantization, other.ContextTokens)
        && Capabilities.SequenceEqual(other.Capabilities, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Name, Digest);
}
