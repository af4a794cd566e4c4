using Microsoft.Extensions.AI;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Abstractions;

/// <summary>One answer of another's IChatClient, update by update, as our pieces.</summary>
internal sealed class ForeignAnswer(int maxToolCalls)
{
    private TokenUsage _usage = new(0, 0);
    private ChatFinishReason? _reason;
    private int _toolCalls;

    public IReadOnlyList<ChatDelta> Read(ChatResponseUpdate update)
    {
        _reason = update.FinishReason ?? _reason;
        List<ChatDelta> deltas = [];
        foreach (var content in update.Contents)
        {
            if (ToDelta(content) is { } delta)
            {
                deltas.Add(delta);
            }
        }

        return deltas;
    }

    /// <summary>The stream ended well: an IChatClient whose answer is cut off throws. Not all of them name a reason.</summary>
    public ChatDelta.Finished Finish(CallClock clock) =>
        new(
            _reason is null ? FinishReason.Unknown
                : _reason == ChatFinishReason.Length ? FinishReason.Length
                : _reason == ChatFinishReason.ContentFilter ? FinishReason.Filtered
                : FinishReason.Stop,
            _usage,
            clock.Timings()
        );

    public static int Count(long? tokens) => (int)Math.Clamp(tokens ?? 0, 0, int.MaxValue);

    private ChatDelta? ToDelta(AIContent content)
    {
        switch (content)
        {
            case TextReasoningContent { Text.Length: > 0 } thinking:
                return new ChatDelta.Thinking(thinking.Text);
            case TextContent { Text.Length: > 0 } text:
                return new ChatDelta.Text(text.Text);
            case FunctionCallContent call:
                return ToDelta(call);
            case UsageContent usage:
                _usage = new TokenUsage(Count(usage.Details.InputTokenCount), Count(usage.Details.OutputTokenCount))
                {
                    CachedPromptTokens = Count(usage.Details.CachedInputTokenCount),
                };
                return null;
            case ErrorContent error:
                throw Failed(InferenceCause.ReplicaFailed, error.Message);
            default:
                return null;
        }
    }

    private ChatDelta.ToolCalls ToDelta(FunctionCallContent call) =>
        ++_toolCalls > maxToolCalls
            ? throw Failed(InferenceCause.StreamBroken, $"The answer asks for more than {maxToolCalls} tool calls.")
            : new ChatDelta.ToolCalls([AbstractTurns.ToToolCall(call)]);

    private static InferenceException Failed(InferenceCause cause, string message) =>
        new(new InferenceError(InferenceStage.FirstToken, cause, message));
}
