using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Orchestrator.Profiler.Registry;

/// <summary>One model as a replica lists it.</summary>
internal sealed record KnownModel(
    string Name,
    string Digest,
    ulong SizeBytes,
    string Family,
    string ParameterSize,
    string Quantization,
    uint ContextTokens,
    ImmutableArray<string> Capabilities
)
{
    /// <summary>Short name, or how its text begins; empty while unknown. Stored beside the facts, in a column of its own.</summary>
    [JsonIgnore]
    public string Licence { get; init; } = "";

    [JsonIgnore]
    public ModelId Id => new(Name, Digest);

    /// <summary>
    /// What both say together. Replicas of different versions tell different things of the same weights; neither may
    /// undo what the other said, or the view would never come to rest.
    /// </summary>
    public KnownModel Joined(KnownModel other) =>
        this with
        {
            SizeBytes = Math.Max(SizeBytes, other.SizeBytes),
            Family = Family.Length > 0 ? Family : other.Family,
            ParameterSize = ParameterSize.Length > 0 ? ParameterSize : other.ParameterSize,
            Quantization = Quantization.Length > 0 ? Quantization : other.Quantization,
            ContextTokens = Math.Max(ContextTokens, other.ContextTokens),
            Licence = Licence.Length > 0 ? Licence : other.Licence,
            Capabilities = other.Capabilities.All(Capabilities.Contains)
                ? Capabilities
                : [.. Capabilities.Union(other.Capabilities, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };

    // A record compares an ImmutableArray by reference; without this every report would look like a change.
    public bool Equals(KnownModel? other) =>
        other is not null
        && (Name, Digest, SizeBytes, Family) == (other.Name, other.Digest, other.SizeBytes, other.Family)
        && (ParameterSize, Quantization, ContextTokens, Licence)
            == (other.ParameterSize, other.Quantization, other.ContextTokens, other.Licence)
        && Capabilities.SequenceEqual(other.Capabilities, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Name, Digest);
}

/// <summary>The models on one replica's disk, each name once.</summary>
/// <param name="Hash">As the owner computes it; 0 for an owner that tells none.</param>
internal sealed record Inventory(ulong Hash, ImmutableArray<KnownModel> Models)
{
    public static readonly Inventory Empty = new(0, []);
}
