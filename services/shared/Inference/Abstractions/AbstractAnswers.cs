using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Orchestrator.Inference.Abstractions;

/// <summary>Pieces of an answer in Microsoft.Extensions.AI's types.</summary>
internal static class AbstractAnswers
{
    /// <param name="delta">The piece.</param>
    /// <param name="calledTools">The answer had tool calls; then that is the reason for its end.</param>
    public static ChatResponseUpdate ToUpdate(ChatDelta delta, bool calledTools) =>
        delta switch
        {
            ChatDelta.Text text => Update(new TextContent(text.Value)),
            ChatDelta.Thinking thinking => Update(new TextReasoningContent(thinking.Value)),
            ChatDelta.ToolCalls calls => Update([.. calls.Calls.Select(ToContent)]),
            ChatDelta.Finished finished => Finished(finished, calledTools),
            _ => throw new ArgumentOutOfRangeException(nameof(delta)),
        };

    public static UsageDetails ToUsage(TokenUsage usage) =>
        new()
        {
            InputTokenCount = usage.PromptTokens,
            OutputTokenCount = usage.OutputTokens,
            TotalTokenCount = (long)usage.PromptTokens + usage.OutputTokens,
            CachedInputTokenCount = usage.CachedPromptTokens,
        };

    private static ChatResponseUpdate Finished(ChatDelta.Finished finished, bool calledTools)
    {
        var update = Update(new UsageContent(ToUsage(finished.Usage)));
        update.FinishReason = finished.Reason switch
        {
            FinishReason.Length => ChatFinishReason.Length,
            FinishReason.Filtered => ChatFinishReason.ContentFilter,
            _ when calledTools => ChatFinishReason.ToolCalls,
            _ => ChatFinishReason.Stop,
        };
        return update;
    }

    private static ChatResponseUpdate Update(params AIContent[] contents) => new(ChatRole.Assistant, contents);

    private static AIContent ToContent(ToolCall call) =>
        new FunctionCallContent(
            call.Id ?? call.Name,
            call.Name,
            call.Arguments.Deserialize<Dictionary<string, object?>>()
        );
}
