using System.Globalization;
using System.Text.Json.Serialization;
using OllamaSharp.Models.Chat;

namespace OllamaSharp.Models;

/// <summary>Body of POST api/generate.</summary>
public class GenerateRequest : OllamaRequest
{
    [JsonPropertyName("model")]
    public string? Model { get; set; }

    [JsonPropertyName("prompt")]
    public string Prompt { get; set; } = null!;

    [JsonPropertyName("suffix")]
    public string? Suffix { get; set; }

    [JsonPropertyName("options")]
    public RequestOptions? Options { get; set; }

    [JsonPropertyName("images")]
    public string[]? Images { get; set; }

    [JsonPropertyName("system")]
    public string? System { get; set; }

    [JsonPropertyName("template")]
    public string? Template { get; set; }

    [JsonPropertyName("context")]
    public long[]? Context { get; set; }

    /// <summary>A Go duration such as "5m"; Ollama refuses a bare number in a string, such as "300".</summary>
    [JsonPropertyName("keep_alive")]
    public string? KeepAlive { get; set; }

    /// <summary>"json" or a JSON schema.</summary>
    [JsonPropertyName("format")]
    public object? Format { get; set; }

    [JsonPropertyName("stream")]
    public bool Stream { get; set; } = true;

    [JsonPropertyName("raw")]
    public bool? Raw { get; set; }

    [JsonPropertyName("logprobs")]
    public bool? Logprobs { get; set; }

    [JsonPropertyName("top_logprobs")]
    public int? TopLogprobs { get; set; }

    [JsonPropertyName("think")]
    public ThinkValue? Think { get; set; }

    [JsonPropertyName("width")]
    public int? Width { get; set; }

    [JsonPropertyName("height")]
    public int? Height { get; set; }

    [JsonPropertyName("steps")]
    public int? Steps { get; set; }
}

/// <summary>One line of the answer to POST api/generate.</summary>
public class GenerateResponseStream
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

    [JsonPropertyName("response")]
    public string Response { get; set; } = null!;

    [JsonPropertyName("thinking")]
    public string? Thinking { get; set; }

    [JsonPropertyName("done")]
    public bool Done { get; set; }

    [JsonPropertyName("logprobs")]
    public IEnumerable<Logprob>? Logprobs { get; set; }

    [JsonPropertyName("image")]
    public string? Image { get; set; }

    [JsonPropertyName("completed")]
    public int? CompletedSteps { get; set; }

    [JsonPropertyName("total")]
    public int? TotalSteps { get; set; }
}

/// <summary>The last line of the answer to POST api/generate. Durations are nanoseconds; what the server omits is 0.</summary>
public class GenerateDoneResponseStream : GenerateResponseStream
{
    [JsonPropertyName("context")]
    public long[] Context { get; set; } = null!;

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

/// <summary>A token and the logarithm of its probability.</summary>
public class Logprob
{
    [JsonPropertyName("token")]
    public string Token { get; set; } = null!;

    [JsonPropertyName("logprob")]
    public double LogProbability { get; set; }

    [JsonPropertyName("bytes")]
    public int[]? Bytes { get; set; }

    [JsonPropertyName("top_logprobs")]
    public IEnumerable<Logprob>? TopLogprobs { get; set; }
}

internal static class Timestamps
{
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    public static string Format(DateTimeOffset? time) =>
        time?.ToString("o", CultureInfo.InvariantCulture) ?? string.Empty;
}
