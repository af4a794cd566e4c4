using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What a replica lists about itself in one look.</summary>
internal sealed record ReplicaListing(string Version, IReadOnlyList<InstalledModel> Installed)
{
    /// <summary>Equal for equal listings, whatever the order of the models.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder(Version).Append('\n');
        text.AppendJoin('\n', Installed.Select(Line).Order(StringComparer.Ordinal));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public ImmutableArray<KnownModel> ToModels(Func<string, ModelDetails> details) =>
        [.. Installed.Select(model => ToModel(model, details(model.Digest)))];

    private static KnownModel ToModel(InstalledModel model, ModelDetails details) =>
        new(model.Id.ToString(), model.Digest)
        {
            SizeBytes = model.SizeBytes,
            Family = model.Shape.Family,
            ParameterSize = model.Shape.ParameterSize,
            Quantization = model.Shape.Quantization,
            Details = details,
        };

    private static string Line(InstalledModel model) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Id} {model.Digest} {model.SizeBytes} {model.Shape.Family} {model.Shape.ParameterSize} {model.Shape.Quantization}"
        );
}
