namespace Orchestrator.Inference;

/// <summary>Texts to turn into vectors.</summary>
public sealed record EmbedCall
{
    public required ModelId Model { get; init; }

    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Null: the replica cuts a text that is too long (Ollama's default). False: it refuses it.</summary>
    public bool? Truncate { get; init; }

    /// <summary>Null: as many as the model has.</summary>
    public int? Dimensions { get; init; }

    public KeepAlive? KeepAlive { get; init; }

    public ModelOptions? Options { get; init; }
}

/// <param name="Vectors">One per input, in the same order, of length 1.</param>
/// <param name="Usage">Tokens of all inputs.</param>
/// <param name="Timings">Ollama says only total and load here.</param>
public sealed record EmbedAnswer(IReadOnlyList<ReadOnlyMemory<float>> Vectors, TokenUsage Usage, CallTimings Timings);
