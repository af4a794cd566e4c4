using System.Text.Json;
using Orchestrator.Inference.Conversation;

namespace Orchestrator.Inference.OpenAi;

/// <summary>Tokens as OpenAI counts them; 0 where the server is silent.</summary>
internal static class OpenAiUsage
{
    public static TokenUsage Of(JsonElement? usage) =>
        new(usage.Count("prompt_tokens"), usage.Count("completion_tokens"))
        {
            CachedPromptTokens = usage.Field("prompt_tokens_details").Count("cached_tokens"),
        };
}
