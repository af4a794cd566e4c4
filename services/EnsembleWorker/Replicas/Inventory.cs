using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>
/// What a replica has on its disk, as seen at one look. An unchanged replica keeps the same object, so watchers compare
/// references, and everybody else compares <see cref="Hash"/>.
/// </summary>
internal sealed class Inventory
{
    public static readonly Inventory None = new("", [], "");

    private readonly Dictionary<string, KnownModel> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="version">As the replica states it.</param>
    /// <param name="models">All of them.</param>
    /// <param name="fingerprint">Of the listing that they come from.</param>
    public Inventory(string version, ImmutableArray<KnownModel> models, string fingerprint)
    {
        Version = version;
        Models = models;
        Fingerprint = fingerprint;
        IsSimulated = version.Contains("simulated", StringComparison.OrdinalIgnoreCase);
        IsIncomplete = models.Any(model => ReferenceEquals(model.Details, ModelDetails.Unknown));
        Hash = fingerprint.Length == 0 ? 0 : HashOf(models);
        foreach (var model in models)
        {
            _byName.TryAdd(model.Name, model);
        }
    }

    public string Version { get; }

    /// <summary>True when the version says that no real model answers.</summary>
    public bool IsSimulated { get; }

    public ImmutableArray<KnownModel> Models { get; }

    /// <summary>Hash over what was listed, without details.</summary>
    public string Fingerprint { get; }

    /// <summary>Hash over names, digests and details; 0 before the first look, and only then.</summary>
    public ulong Hash { get; }

    /// <summary>True when a model that the look listed still lacks its details.</summary>
    public bool IsIncomplete { get; }

    public KnownModel? Find(string model) => _byName.GetValueOrDefault(model);

    private static ulong HashOf(ImmutableArray<KnownModel> models)
    {
        var lines = string.Join('\n', models.Select(Line).Order(StringComparer.Ordinal));
        var hash = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
        return Math.Max(hash, 1);
    }

    private static string Line(KnownModel model) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Name} {model.Digest} {model.SizeBytes} {model.Family} {model.ParameterSize} {model.Quantization} {model.Details.ContextTokens} {string.Join(',', model.Details.Capabilities)} {model.Details.Licence}"
        );
}
