using System.Collections.Frozen;

namespace Orchestrator.Simulation.Models;

/// <summary>
/// The models that a simulated host can have. Sizes, layers and context are those of the published models (rounded);
/// speeds are assumed for one 12 to 16 GB consumer GPU and Q4_K_M weights.
/// </summary>
public static class ModelCatalogue
{
    private const ModelCapabilities ChatOnly = ModelCapabilities.Completion;
    private const ModelCapabilities WithTools = ModelCapabilities.Completion | ModelCapabilities.Tools;

    private static readonly FrozenDictionary<string, SimulatedModel> _byName = All()
        .ToFrozenDictionary(model => model.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => _byName.Keys.Order(StringComparer.Ordinal);

    /// <param name="name">In any spelling that Ollama takes: upper case, without tag, with the default registry.</param>
    public static SimulatedModel? Find(string name) =>
        ModelName.Normalise(name) is { } normal ? _byName.GetValueOrDefault(normal) : null;

    private static IEnumerable<SimulatedModel> All() => [.. Small(), .. Large()];

    private static SimulatedModel[] Small() =>
        [
            Model("llama3.2:3b", "llama", "3.2B", 3_212_749_888, 2_019_393_189, 131_072) with
            {
                Capabilities = WithTools,
                EmbeddingLength = 3072,
                BlockCount = 28,
                HeadCount = 24,
                PrefillTokensPerSecond = 3800,
                DecodeTokensPerSecond = 120,
            },
            Model("qwen3:8b", "qwen3", "8.2B", 8_190_735_360, 5_225_388_164, 40_960) with
            {
                Capabilities = WithTools | ModelCapabilities.Thinking,
                BlockCount = 36,
                PrefillTokensPerSecond = 1900,
                DecodeTokensPerSecond = 68,
            },
            Model("qwen2.5-coder:7b", "qwen2", "7.6B", 7_615_616_512, 4_683_087_332, 32_768) with
            {
                Capabilities = WithTools | ModelCapabilities.Insert,
                EmbeddingLength = 3584,
                BlockCount = 28,
                HeadCount = 28,
                HeadCountKv = 4,
                PrefillTokensPerSecond = 2100,
                DecodeTokensPerSecond = 75,
            },
        ];

    private static SimulatedModel[] Large() =>
        [
            Model("gemma3:12b", "gemma3", "12.2B", 12_187_079_280, 8_149_190_253, 131_072) with
            {
                Capabilities = ChatOnly | ModelCapabilities.Vision,
                EmbeddingLength = 3840,
                BlockCount = 48,
                HeadCount = 16,
                PrefillTokensPerSecond = 1200,
                DecodeTokensPerSecond = 42,
            },
            Model("exaone3.5:7.8b", "exaone", "7.8B", 7_818_448_896, 4_771_916_646, 32_768) with
            {
                BlockCount = 32,
                PrefillTokensPerSecond = 2000,
                DecodeTokensPerSecond = 70,
            },
            Model("qwen3:32b", "qwen3", "32.8B", 32_762_123_264, 20_201_253_588, 40_960) with
            {
                Capabilities = WithTools | ModelCapabilities.Thinking,
                EmbeddingLength = 5120,
                BlockCount = 64,
                HeadCount = 64,
                PrefillTokensPerSecond = 480,
                DecodeTokensPerSecond = 19,
            },
            Model("nomic-embed-text:latest", "nomic-bert", "137M", 136_727_040, 274_302_450, 2048) with
            {
                Quantization = "F16",
                Capabilities = ModelCapabilities.Embedding,
                EmbeddingLength = 768,
                BlockCount = 12,
                HeadCount = 12,
                HeadCountKv = 12,
                PrefillTokensPerSecond = 12_000,
            },
        ];

    private static SimulatedModel Model(
        string name,
        string family,
        string size,
        long parameters,
        long bytes,
        int context
    ) =>
        new SimulatedModel
        {
            Name = name,
            Family = family,
            ParameterSize = size,
            ParameterCount = parameters,
            Quantization = "Q4_K_M",
            SizeBytes = bytes,
            ContextLength = context,
            EmbeddingLength = 4096,
            BlockCount = 32,
            HeadCount = 32,
            HeadCountKv = 8,
            Capabilities = ChatOnly,
            PrefillTokensPerSecond = 2000,
            DecodeTokensPerSecond = 70,
        }.WithDigest();
}
