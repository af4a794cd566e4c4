using System.ComponentModel.DataAnnotations;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Anthropic;

/// <summary>The limits of every call to an endpoint that speaks Anthropic's interface.</summary>
public sealed class AnthropicOptions : HostedCallOptions
{
    public const string SectionName = "Anthropic";

    /// <summary>Most tokens of an answer when the request names no limit; Anthropic demands one.</summary>
    [Range(1, 1_000_000)]
    public int MaxTokens { get; set; } = 8192;

    /// <summary>
    /// True: temperature, top_p and top_k are sent, under the API's version 2023-06-01, for older models. Version
    /// 2026-10-21, which is spoken otherwise, refuses them.
    /// </summary>
    public bool SendSampling { get; set; }

    /// <summary>Tokens of thinking at the level low; Anthropic's least is 1024. They come on top of the answer's limit.</summary>
    [Range(1024, 1_000_000)]
    public int ThinkingTokensLow { get; set; } = 2048;

    /// <summary>Tokens of thinking at the level medium, and where a request only says that the model should think.</summary>
    [Range(1024, 1_000_000)]
    public int ThinkingTokensMedium { get; set; } = 8192;

    /// <summary>Tokens of thinking at the level high.</summary>
    [Range(1024, 1_000_000)]
    public int ThinkingTokensHigh { get; set; } = 16_384;

    /// <summary>Tokens of thinking at the level max.</summary>
    [Range(1024, 1_000_000)]
    public int ThinkingTokensMax { get; set; } = 32_768;

    /// <summary>
    /// Answers with tool calls whose signed thoughts are remembered, because Anthropic wants them back with the tools'
    /// results. The oldest is forgotten first; without its thoughts a conversation goes on without thinking.
    /// </summary>
    [Range(0, 1_000_000)]
    public int RememberedThoughts { get; set; } = 1000;

    /// <summary>Characters of the signed thoughts of one answer; longer ones are not remembered.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxThoughtCharacters { get; set; } = 256 * 1024;
}
