using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Replicas;

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
