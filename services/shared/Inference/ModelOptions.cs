namespace Orchestrator.Inference;

/// <summary>What is null is left to the model's own settings.</summary>
public sealed record ModelOptions
{
    /// <summary>Tokens of context. A value other than the loaded one makes Ollama load the model again.</summary>
    public int? NumCtx { get; init; }

    /// <summary>A change loads the model again.</summary>
    public int? NumBatch { get; init; }

    /// <summary>Layers on the GPU, -1 for automatic. A change loads the model again.</summary>
    public int? NumGpu { get; init; }

    /// <summary>A change loads the model again.</summary>
    public int? MainGpu { get; init; }

    /// <summary>A change loads the model again.</summary>
    public bool? UseMmap { get; init; }

    /// <summary>A change loads the model again.</summary>
    public int? NumThread { get; init; }

    /// <summary>Most tokens of the answer; -1 for no limit.</summary>
    public int? NumPredict { get; init; }

    public int? NumKeep { get; init; }

    public int? Seed { get; init; }

    public float? Temperature { get; init; }

    public int? TopK { get; init; }

    public float? TopP { get; init; }

    public float? MinP { get; init; }

    public float? TypicalP { get; init; }

    public int? RepeatLastN { get; init; }

    public float? RepeatPenalty { get; init; }

    public float? PresencePenalty { get; init; }

    public float? FrequencyPenalty { get; init; }

    public IReadOnlyList<string> Stop { get; init; } = [];
}
