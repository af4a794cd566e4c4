using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.LlamaCppHost.Wire;

internal sealed record EmbedRequest
{
    public string? Model { get; init; }

    public JsonElement? Input { get; init; }

    public bool? Truncate { get; init; }

    public int? Dimensions { get; init; }

    [JsonPropertyName("keep_alive")]
    public JsonElement? KeepAlive { get; init; }

    public JsonElement? Options { get; init; }
}
