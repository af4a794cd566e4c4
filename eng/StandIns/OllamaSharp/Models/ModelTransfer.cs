using System.Text.Json.Serialization;
using OllamaSharp.Models.Chat;

namespace OllamaSharp.Models;

/// <summary>Body of POST api/pull.</summary>
public class PullModelRequest : OllamaRequest
{
    [JsonPropertyName("model")]
    public string? Model { get; set; }

    [JsonPropertyName("insecure")]
    public bool? Insecure { get; set; }

    [JsonPropertyName("stream")]
    public bool Stream { get; set; } = true;
}

/// <summary>One line of the answer to POST api/pull.</summary>
public class PullModelResponse
{
    [JsonPropertyName("status")]
    public string Status { get; set; } = null!;

    [JsonPropertyName("digest")]
    public string Digest { get; set; } = null!;

    /// <summary>Bytes.</summary>
    [JsonPropertyName("total")]
    public long Total { get; set; }

    /// <summary>Bytes.</summary>
    [JsonPropertyName("completed")]
    public long Completed { get; set; }

    /// <summary>0 to 100; 100 when the total is not known.</summary>
    [JsonIgnore]
    public double Percent => Total == 0 ? 100.0 : Completed * 100.0 / Total;
}

/// <summary>Body of POST api/push.</summary>
public class PushModelRequest : OllamaRequest
{
    [JsonPropertyName("model")]
    public string? Model { get; set; }

    [JsonPropertyName("insecure")]
    public bool? Insecure { get; set; }

    [JsonPropertyName("stream")]
    public bool Stream { get; set; } = true;
}

/// <summary>One line of the answer to POST api/push.</summary>
public class PushModelResponse
{
    [JsonPropertyName("status")]
    public string Status { get; set; } = null!;

    [JsonPropertyName("digest")]
    public string Digest { get; set; } = null!;

    [JsonPropertyName("total")]
    public long Total { get; set; }
}

/// <summary>Body of POST api/create.</summary>
public class CreateModelRequest : OllamaRequest
{
    [JsonPropertyName("model")]
    public string? Model { get; set; }

    [JsonPropertyName("from")]
    public string? From { get; set; }

    [JsonPropertyName("files")]
    public Dictionary<string, string>? Files { get; set; }

    [JsonPropertyName("adapters")]
    public Dictionary<string, string>? Adapters { get; set; }

    [JsonPropertyName("template")]
    public string? Template { get; set; }

    [JsonPropertyName("license")]
    public object? License { get; set; }

    [JsonPropertyName("system")]
    public string? System { get; set; }

    [JsonPropertyName("parameters")]
    public Dictionary<string, object>? Parameters { get; set; }

    [JsonPropertyName("messages")]
    public IEnumerable<Message>? Messages { get; set; }

    [JsonPropertyName("stream")]
    public bool Stream { get; set; } = true;

    [JsonPropertyName("quantize")]
    public string? Quantize { get; set; }
}

/// <summary>One line of the answer to POST api/create.</summary>
public class CreateModelResponse
{
    [JsonPropertyName("status")]
    public string Status { get; set; } = null!;
}

/// <summary>Body of POST api/copy.</summary>
public class CopyModelRequest : OllamaRequest
{
    [JsonPropertyName("source")]
    public string Source { get; set; } = null!;

    [JsonPropertyName("destination")]
    public string Destination { get; set; } = null!;
}

/// <summary>Body of DELETE api/delete.</summary>
public class DeleteModelRequest : OllamaRequest
{
    [JsonPropertyName("model")]
    public string? Model { get; set; }
}

/// <summary>The error line of a stream, or the body of an error status.</summary>
public class ErrorResponse
{
    [JsonPropertyName("error")]
    public string? Message { get; set; }
}
