namespace Orchestrator.Inference.LlamaCpp;

/// <summary>How the next token is chosen. The defaults are Ollama's.</summary>
public sealed record LlamaSampling
{
    /// <summary>0 always takes the likeliest token.</summary>
    public float Temperature { get; init; } = 0.8f;

    /// <summary>Choose among that many likeliest tokens; 0 for all.</summary>
    public int TopK { get; init; } = 40;

    /// <summary>Choose among the likeliest tokens that together have this share.</summary>
    public float TopP { get; init; } = 0.9f;

    /// <summary>Leave out tokens with less than this share of the likeliest one's probability.</summary>
    public float MinP { get; init; }

    public float TypicalP { get; init; } = 1;

    /// <summary>Null takes another one each time.</summary>
    public uint? Seed { get; init; }

    /// <summary>Tokens of the answer that the penalties look back at; 0 for none, -1 for all of them.</summary>
    public int RepeatLastN { get; init; } = 64;

    /// <summary>1 for no penalty.</summary>
    public float RepeatPenalty { get; init; } = 1;

    public float FrequencyPenalty { get; init; }

    public float PresencePenalty { get; init; }

    /// <summary>Rules (GBNF) that the answer follows, beginning with <c>root</c>; null for free text.</summary>
    public string? Grammar { get; init; }
}
