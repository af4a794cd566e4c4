using System.Text.Json.Serialization;

namespace OllamaSharp.Models;

/// <summary>Body of POST api/show.</summary>
public class ShowModelRequest : OllamaRequest
{
    [JsonPropertyName("model")]
    public string? Model { get; set; }
}

/// <summary>Answer to POST api/show.</summary>
public class ShowModelResponse
{
    [JsonPropertyName("license")]
    public string? License { get; set; }

    [JsonPropertyName("modelfile")]
    public string? Modelfile { get; set; }

    [JsonPropertyName("parameters")]
    public string? Parameters { get; set; }

    [JsonPropertyName("template")]
    public string? Template { get; set; }

    [JsonPropertyName("system")]
    public string? System { get; set; }

    [JsonPropertyName("details")]
    public Details Details { get; set; } = null!;

    [JsonPropertyName("model_info")]
    public ModelInfo Info { get; set; } = null!;

    [JsonPropertyName("projector_info")]
    public ProjectorInfo? Projector { get; set; }

    [JsonPropertyName("capabilities")]
    public string[]? Capabilities { get; set; }

    [JsonPropertyName("modified_at")]
    public DateTime? ModifiedAt { get; set; }
}

/// <summary>The metadata of a model's file.</summary>
public class ModelInfo
{
    [JsonPropertyName("general.architecture")]
    public string? Architecture { get; set; }

    [JsonPropertyName("general.file_type")]
    public int? FileType { get; set; }

    [JsonPropertyName("general.parameter_count")]
    public long? ParameterCount { get; set; }

    [JsonPropertyName("general.quantization_version")]
    public int? QuantizationVersion { get; set; }

    /// <summary>Everything else, such as "llama.context_length"; values are JSON elements.</summary>
    [JsonExtensionData]
    public IDictionary<string, object>? ExtraInfo { get; set; }
}

/// <summary>The metadata of a vision model's projector; only the untyped part of it.</summary>
public class ProjectorInfo
{
    [JsonExtensionData]
    public IDictionary<string, object>? ExtraInfo { get; set; }
}
