using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What a replica lists about itself in one look.</summary>
internal sealed record ReplicaListing(string Version, IReadOnlyList<InstalledModel> Installed)
{
    private const int TextCharsMax = 128;

    /// <summary>
    /// What is not beyond the limits. A replica may say anything, and a message to the watchers that became too large would
    /// hide all replicas of this worker.
    /// </summary>
    public static ReplicaListing Of(string version, IReadOnlyList<InstalledModel> installed, int maxModels)
    {
        InstalledModel[] usable = [.. installed.Where(model => Texts(model).All(IsShort))];
        // In an order of ours, so that those that count do not change with the order of the list.
        return new ReplicaListing(
            IsShort(version) ? version : "",
            usable.Length <= maxModels
                ? usable
                : [.. usable.OrderBy(model => model.Id.ToString(), StringComparer.Ordinal).Take(maxModels)]
        );
    }

    public static bool IsShort(string text) => text.Length <= TextCharsMax;

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

    private static IEnumerable<string> Texts(InstalledModel model) =>
        [model.Digest, model.Shape.Family, model.Shape.ParameterSize, model.Shape.Quantization];

    private static string Line(InstalledModel model) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Id} {model.Digest} {model.SizeBytes} {model.Shape.Family} {model.Shape.ParameterSize} {model.Shape.Quantization}"
        );
}
