using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>A model in memory.</summary>
internal sealed record LoadedState(long TotalBytes, long VramBytes, int ContextTokens, DateTimeOffset ExpiresAt);

/// <summary>What only a closer look at a model tells; it depends on the digest alone.</summary>
/// <param name="ContextTokens">Context it was trained for; 0 while unknown.</param>
/// <param name="Capabilities">As Ollama names them.</param>
internal sealed record ModelDetails(int ContextTokens, ImmutableArray<string> Capabilities)
{
    public static readonly ModelDetails Unknown = new(0, []);
}

/// <summary>A model on a replica's disk.</summary>
internal sealed record KnownModel(string Name, string Digest)
{
    public long SizeBytes { get; init; }

    public string Family { get; init; } = "";

    public string ParameterSize { get; init; } = "";

    public string Quantization { get; init; } = "";

    public ModelDetails Details { get; init; } = ModelDetails.Unknown;

    public LoadedState? Loaded { get; init; }
}

/// <summary>
/// What a replica has, as seen at one look. An unchanged replica keeps the same object, so watchers compare
/// references.
/// </summary>
internal sealed class Inventory(string version, ImmutableArray<KnownModel> models, string fingerprint)
{
    public static readonly Inventory None = new("", [], "");

    public string Version { get; } = version;

    /// <summary>True when the version says that no real model answers.</summary>
    public bool IsSimulated { get; } = version.Contains("simulated", StringComparison.OrdinalIgnoreCase);

    public ImmutableArray<KnownModel> Models { get; } = models;

    /// <summary>Hash over everything that was seen.</summary>
    public string Fingerprint { get; } = fingerprint;

    /// <summary>True when a model that the look listed still lacks its details.</summary>
    public bool IsIncomplete => Models.Any(model => ReferenceEquals(model.Details, ModelDetails.Unknown));
}
