using System.Text.Json.Serialization;

namespace OllamaSharp.Models;

/// <summary>Body of POST api/embed.</summary>
public class EmbedRequest : OllamaRequest
{
    [JsonPropertyName("model")]
    public string? Model { get; set; }

    [JsonPropertyName("input")]
    public List<string> Input { get; set; } = null!;

    /// <summary>Written as null when it is not set, unlike the options of other requests.</summary>
    [JsonPropertyName("options")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public RequestOptions? Options { get; set; }

    /// <summary>A Go duration such as "5m"; Ollama refuses a bare number in a string, such as "300".</summary>
    [JsonPropertyName("keep_alive")]
    public string? KeepAlive { get; set; }

    [JsonPropertyName("truncate")]
    public bool? Truncate { get; set; }

    [JsonPropertyName("dimensions")]
    public int? Dimensions { get; set; }
}

/// <summary>Answer to POST api/embed. Durations are nanoseconds.</summary>
public class EmbedResponse
{
    [JsonPropertyName("embeddings")]
    public List<float[]> Embeddings { get; set; } = null!;

    [JsonPropertyName("total_duration")]
    public long? TotalDuration { get; set; }

    [JsonPropertyName("load_duration")]
    public long? LoadDuration { get; set; }

    [JsonPropertyName("prompt_eval_count")]
    public int? PromptEvalCount { get; set; }
}
