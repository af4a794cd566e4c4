using System.Text.Json;

namespace Orchestrator.Gateway.OpenAi.Wire;

/// <summary>The fields of OpenAI's chat completion request that this gateway reads; others are ignored.</summary>
internal class ChatCompletionRequest
{
    public string? Model { get; set; }

    public List<ChatMessage?>? Messages { get; set; }

    public bool? Stream { get; set; }

    public StreamOptions? StreamOptions { get; set; }

    public long? MaxTokens { get; set; }

    public long? MaxCompletionTokens { get; set; }

    public double? Temperature { get; set; }

    public double? TopP { get; set; }

    public double? FrequencyPenalty { get; set; }

    public double? PresencePenalty { get; set; }

    public StopSequences? Stop { get; set; }

    public long? Seed { get; set; }

    public long? N { get; set; }

    public bool? Logprobs { get; set; }

    public ResponseFormatWire? ResponseFormat { get; set; }

    public List<ToolWire?>? Tools { get; set; }

    public ToolChoice? ToolChoice { get; set; }

    public string? ReasoningEffort { get; set; }
}

internal sealed class StreamOptions
{
    public bool? IncludeUsage { get; set; }
}

internal sealed class ResponseFormatWire
{
    public string? Type { get; set; }

    public JsonSchemaWire? JsonSchema { get; set; }
}

internal sealed class JsonSchemaWire
{
    public string? Name { get; set; }

    public JsonElement? Schema { get; set; }
}

internal sealed class ToolWire
{
    public string? Type { get; set; }

    public FunctionWire? Function { get; set; }
}

internal sealed class FunctionWire
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    public JsonElement? Parameters { get; set; }
}
