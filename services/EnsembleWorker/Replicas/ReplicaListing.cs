using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What a replica lists about itself in one look.</summary>
internal sealed record ReplicaListing(
    string Version,
    IReadOnlyList<InstalledModel> Installed,
    IReadOnlyList<LoadedModel> Loaded
)
{
    /// <summary>Equal for equal listings, whatever the order of the models.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder(Version).Append('\n');
        text.AppendJoin('\n', Installed.Select(Line).Order(StringComparer.Ordinal)).Append('\n');
        text.AppendJoin('\n', Loaded.Select(Line).Order(StringComparer.Ordinal));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public ImmutableArray<KnownModel> ToModels(Func<string, ModelDetails> details)
    {
        var loaded = Loaded.DistinctBy(model => model.Id).ToDictionary(model => model.Id);
        return
        [
            .. Installed.Select(model => ToModel(model, loaded.GetValueOrDefault(model.Id), details(model.Digest))),
        ];
    }

    private static KnownModel ToModel(InstalledModel model, LoadedModel? loaded, ModelDetails details) =>
        new(model.Id.ToString(), model.Digest)
        {
            SizeBytes = model.SizeBytes,
            Family = model.Shape.Family,
            ParameterSize = model.Shape.ParameterSize,
            Quantization = model.Shape.Quantization,
            Details = details,
            Loaded = loaded is null
                ? null
                : new LoadedState(loaded.SizeBytes, loaded.VramBytes, loaded.ContextLength, loaded.ExpiresAt),
        };

    private static string Line(InstalledModel model) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Id} {model.Digest} {model.SizeBytes} {model.Shape.Family} {model.Shape.ParameterSize} {model.Shape.Quantization}"
        );

    private static string Line(LoadedModel model) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Id} {model.Digest} {model.SizeBytes} {model.VramBytes} {model.ContextLength} {model.ExpiresAt.UtcTicks}"
        );
}
