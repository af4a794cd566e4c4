namespace Orchestrator.Inference;

/// <summary>What a replica knows about a model beyond the lists.</summary>
public sealed record ModelCard
{
    public required ModelId Id { get; init; }

    public required ModelShape Shape { get; init; }

    /// <summary>Ollama's words: completion, tools, insert, vision, embedding, thinking, image, audio.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    public string? Architecture { get; init; }

    public long? ParameterCount { get; init; }

    /// <summary>Tokens of context that the model was trained with.</summary>
    public int? ContextLengthMax { get; init; }

    /// <summary>Numbers in an embedding.</summary>
    public int? EmbeddingLength { get; init; }

    /// <summary>The prompt template; null when the replica does not show one.</summary>
    public string? Template { get; init; }

    /// <summary>Short name of the licence, or how its text begins: at most 100 characters. Empty when none is shown.</summary>
    public string Licence { get; init; } = "";
}
