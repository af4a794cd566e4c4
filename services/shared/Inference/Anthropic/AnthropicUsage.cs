using Anthropic.Models.Messages;

namespace Orchestrator.Inference.Anthropic;

/// <summary>Tokens of one answer. The prompt's come first, the output's grow; later figures replace earlier ones.</summary>
internal sealed class AnthropicUsage
{
    private long _input;
    private long _cacheRead;
    private long _cacheWrite;
    private long _output;

    /// <summary>Anthropic counts cached tokens beside the prompt's; we count them in it.</summary>
    public TokenUsage Total =>
        new(Count(_input + _cacheRead + _cacheWrite), Count(_output))
        {
            CachedPromptTokens = Count(_cacheRead),
            CacheWriteTokens = Count(_cacheWrite),
        };

    public void Add(Usage usage) =>
        Set(usage.InputTokens, usage.CacheReadInputTokens, usage.CacheCreationInputTokens, usage.OutputTokens);

    public void Add(MessageDeltaUsage usage) =>
        Set(usage.InputTokens, usage.CacheReadInputTokens, usage.CacheCreationInputTokens, usage.OutputTokens);

    private void Set(long? input, long? cacheRead, long? cacheWrite, long output)
    {
        _input = input ?? _input;
        _cacheRead = cacheRead ?? _cacheRead;
        _cacheWrite = cacheWrite ?? _cacheWrite;
        _output = output;
    }

    private static int Count(long tokens) => (int)Math.Clamp(tokens, 0, int.MaxValue);
}
