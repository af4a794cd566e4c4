namespace Orchestrator.Inference;

/// <summary>A model in a replica's memory, or on its way there: Ollama does not tell the two apart.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Digest">The model's identity.</param>
/// <param name="SizeBytes">Weights, cache and buffers together.</param>
/// <param name="VramBytes">The part in GPU memory.</param>
/// <param name="ContextLength">Tokens of context that it was loaded with.</param>
/// <param name="ExpiresAt">When it is unloaded; centuries ahead for "never".</param>
/// <param name="Shape">Family and quantization.</param>
public sealed record LoadedModel(
    ModelId Id,
    string Digest,
    long SizeBytes,
    long VramBytes,
    int ContextLength,
    DateTimeOffset ExpiresAt,
    ModelShape Shape
);
