using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.LlamaCppHost.Wire;

internal sealed record ChatRequest : AnswerRequest
{
    public ChatMessage[]? Messages { get; init; }

    public JsonElement[]? Tools { get; init; }
}

internal sealed record ChatMessage
{
    public string? Role { get; init; }

    public string? Content { get; init; }

    public JsonElement[]? Images { get; init; }

    [JsonPropertyName("tool_calls")]
    public JsonElement[]? ToolCalls { get; init; }
}
