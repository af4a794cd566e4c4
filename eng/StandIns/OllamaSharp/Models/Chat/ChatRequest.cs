using System.Text.Json.Serialization;

namespace OllamaSharp.Models.Chat;

/// <summary>Body of POST api/chat.</summary>
public class ChatRequest : OllamaRequest
{
    [JsonPropertyName("model")]
    public string? Model { get; set; }

    [JsonPropertyName("messages")]
    public IEnumerable<Message>? Messages { get; set; }

    [JsonPropertyName("options")]
    public RequestOptions? Options { get; set; }

    [JsonPropertyName("template")]
    public string? Template { get; set; }

    /// <summary>A Go duration such as "5m"; Ollama refuses a bare number in a string, such as "300".</summary>
    [JsonPropertyName("keep_alive")]
    public string? KeepAlive { get; set; }

    /// <summary>"json" or a JSON schema.</summary>
    [JsonPropertyName("format")]
    public object? Format { get; set; }

    [JsonPropertyName("stream")]
    public bool Stream { get; set; } = true;

    [JsonPropertyName("think")]
    public ThinkValue? Think { get; set; }

    /// <summary><see cref="Tool"/> or any object that serialises to the same JSON.</summary>
    [JsonPropertyName("tools")]
    public IEnumerable<object>? Tools { get; set; }
}

/// <summary>One line of the answer to POST api/chat.</summary>
public class ChatResponseStream
{
    [JsonPropertyName("model")]
    public string Model { get; set; } = null!;

    [JsonPropertyName("created_at")]
    public string CreatedAtString { get; set; } = null!;

    [JsonIgnore]
    public DateTimeOffset? CreatedAt
    {
        get => Timestamps.Parse(CreatedAtString);
        set => CreatedAtString = Timestamps.Format(value);
    }

    /// <summary>Null on a line that is no chat line, such as an error.</summary>
    [JsonPropertyName("message")]
    public Message Message { get; set; } = null!;

    [JsonPropertyName("done")]
    public bool Done { get; set; }
}

/// <summary>The last line of the answer to POST api/chat. Durations are nanoseconds; what the server omits is 0.</summary>
public class ChatDoneResponseStream : ChatResponseStream
{
    [JsonPropertyName("total_duration")]
    public long TotalDuration { get; set; }

    [JsonPropertyName("load_duration")]
    public long LoadDuration { get; set; }

    [JsonPropertyName("prompt_eval_count")]
    public int PromptEvalCount { get; set; }

    [JsonPropertyName("prompt_eval_duration")]
    public long PromptEvalDuration { get; set; }

    [JsonPropertyName("eval_count")]
    public int EvalCount { get; set; }

    [JsonPropertyName("eval_duration")]
    public long EvalDuration { get; set; }

    [JsonPropertyName("done_reason")]
    public string? DoneReason { get; set; }
}
