using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.LlamaCppHost.Wire;

/// <summary>What chat and generate have in common. Fields that are not listed are ignored, as Ollama does.</summary>
internal abstract record AnswerRequest
{
    public string? Model { get; init; }

    public bool? Stream { get; init; }

    public JsonElement? Format { get; init; }

    [JsonPropertyName("keep_alive")]
    public JsonElement? KeepAlive { get; init; }

    public JsonElement? Options { get; init; }

    public JsonElement? Think { get; init; }

    public bool? Truncate { get; init; }

    public bool? Logprobs { get; init; }
}
