using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.LlamaCppHost.Loading;
using Orchestrator.LlamaCppHost.Models;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Endpoints;

/// <summary>Models as Ollama lists them.</summary>
internal static class ModelDescription
{
    // Tables and templates that are of no use to anybody who reads this.
    private const string TokenizerKeys = "tokenizer.";

    public static TagsModel Tag(ModelFile model) =>
        new(model.Id.ToString(), model.Id.ToString(), model.ModifiedAt, model.SizeBytes, model.Digest, Details(model));

    public static PsModel Loaded(PoolEntry entry, int defaultContext) =>
        new(
            entry.Id.ToString(),
            entry.Id.ToString(),
            entry.Model.Bytes,
            entry.File.Digest,
            Details(entry.File),
            entry.ExpiresAt,
            entry.Model.VramBytes,
            entry.Model.ContextTokens > 0 ? entry.Model.ContextTokens : defaultContext
        );

    public static ShowResponse Show(ModelFile model) =>
        new(Details(model), Info(model), [Capability(model)], model.ModifiedAt, model.Header.ChatTemplate);

    private static ModelDetails Details(ModelFile model) =>
        new(
            "",
            "gguf",
            model.Header.Architecture,
            [model.Header.Architecture],
            Rounded(model.Header.ParameterCount),
            model.Header.Quantization
        );

    private static string Capability(ModelFile model) => model.Header.HasPooling ? "embedding" : "completion";

    private static JsonObject Info(ModelFile model)
    {
        var info = new JsonObject { ["general.parameter_count"] = model.Header.ParameterCount };
        foreach (var (key, value) in model.Header.Values)
        {
            if (!key.StartsWith(TokenizerKeys, StringComparison.Ordinal))
            {
                info[key] = value switch
                {
                    string text => text,
                    long number => number,
                    bool flag => flag,
                    // JSON has no word for what is no number.
                    double number => double.IsFinite(number) ? number : null,
                    _ => null,
                };
            }
        }

        return info;
    }

    /// <summary>8030261248 is "8.0B", as Ollama writes it.</summary>
    public static string Rounded(long count) =>
        count switch
        {
            >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.0}B"),
            >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.##}M"),
            >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e3:0.##}K"),
            _ => count.ToString(CultureInfo.InvariantCulture),
        };
}
