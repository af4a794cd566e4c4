namespace Orchestrator.Simulation.Models;

/// <summary>Short forms for the lists of the catalogue.</summary>
internal static class CatalogueEntry
{
    public const ModelCapabilities Chat = ModelCapabilities.Completion;
    public const ModelCapabilities Tools = Chat | ModelCapabilities.Tools;
    public const ModelCapabilities ToolsAndThinking = Tools | ModelCapabilities.Thinking;

    /// <summary>A model in Q4_K_M, Ollama's usual quantisation.</summary>
    public static SimulatedModel Model(
        string name,
        string family,
        (string Label, long Count) parameters,
        long bytes,
        int context,
        ModelCapabilities capabilities,
        Layers layers
    ) =>
        new()
        {
            Name = name,
            Family = family,
            ParameterSize = parameters.Label,
            ParameterCount = parameters.Count,
            Quantization = "Q4_K_M",
            SizeBytes = bytes,
            ContextLength = context,
            Capabilities = capabilities,
            BlockCount = layers.Blocks,
            EmbeddingLength = layers.Embedding,
            HeadCount = layers.Heads,
            HeadCountKv = layers.KvHeads,
            HeadLength = layers.HeadLength,
        };
}

/// <param name="KvHeads">Heads that keep keys and values; several heads share one.</param>
internal sealed record Layers(int Blocks, int Embedding, int Heads, int KvHeads, int HeadLength);
