using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Answers;

/// <summary>The <c>options</c> of a request. Unknown ones are ignored; one of a wrong type is error 500, as in Ollama.</summary>
internal sealed record AnswerOptions
{
    private const int UnlimitedTokens = -1;

    public int? ContextTokens { get; private init; }

    public int? Threads { get; private init; }

    public int? GpuLayers { get; private init; }

    /// <summary>Tokens at the beginning of a prompt that stay when it is cut.</summary>
    public int KeptTokens { get; private init; } = 4;

    /// <summary>Tokens of the answer; negative for as many as fit.</summary>
    public int AnswerTokens { get; private init; } = UnlimitedTokens;

    public ImmutableArray<string> Stops { get; private init; } = [];

    public LlamaSampling Sampling { get; init; } = new();

    /// <param name="given">A JSON object; null or absent for the defaults.</param>
    /// <param name="stopsMax">Stop sequences that are allowed.</param>
    /// <exception cref="WireException">One is of a wrong type.</exception>
    public static AnswerOptions Read(JsonElement? given, int stopsMax)
    {
        var values = new OptionValues(given);
        return new AnswerOptions
        {
            ContextTokens = values.Integer("num_ctx"),
            Threads = values.Integer("num_thread"),
            GpuLayers = values.Integer("num_gpu") is >= 0 and { } layers ? layers : null,
            KeptTokens = Math.Max(values.Integer("num_keep") ?? 4, 0),
            AnswerTokens = values.Integer("num_predict") ?? UnlimitedTokens,
            Stops = values.Texts("stop", stopsMax),
            Sampling = ReadSampling(values),
        };
    }

    private static LlamaSampling ReadSampling(OptionValues values)
    {
        var standard = new LlamaSampling();
        return new LlamaSampling
        {
            Temperature = values.Fraction("temperature") ?? standard.Temperature,
            TopK = values.Integer("top_k") ?? standard.TopK,
            TopP = values.Fraction("top_p") ?? standard.TopP,
            MinP = values.Fraction("min_p") ?? standard.MinP,
            TypicalP = values.Fraction("typical_p") ?? standard.TypicalP,
            // Negative means another one each time.
            Seed = values.Integer("seed") is >= 0 and { } seed ? (uint)seed : null,
            RepeatLastN = values.Integer("repeat_last_n") ?? standard.RepeatLastN,
            RepeatPenalty = values.Fraction("repeat_penalty") ?? standard.RepeatPenalty,
            FrequencyPenalty = values.Fraction("frequency_penalty") ?? standard.FrequencyPenalty,
            PresencePenalty = values.Fraction("presence_penalty") ?? standard.PresencePenalty,
        };
    }
}
