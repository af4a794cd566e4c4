using System.Text.Json.Serialization;

namespace OllamaSharp.Models;

/// <summary>An installed model.</summary>
public class Model
{
    [JsonPropertyName("name")]
    public string Name { get; set; } = null!;

    [JsonPropertyName("model")]
    public string? ModelName { get; set; }

    [JsonPropertyName("modified_at")]
    public DateTime ModifiedAt { get; set; }

    /// <summary>Bytes.</summary>
    [JsonPropertyName("size")]
    public long Size { get; set; }

    [JsonPropertyName("digest")]
    public string Digest { get; set; } = null!;

    [JsonPropertyName("details")]
    public Details Details { get; set; } = null!;
}

/// <summary>Family, size and format of a model.</summary>
public class Details
{
    [JsonPropertyName("parent_model")]
    public string? ParentModel { get; set; }

    [JsonPropertyName("format")]
    public string Format { get; set; } = null!;

    [JsonPropertyName("family")]
    public string Family { get; set; } = null!;

    [JsonPropertyName("families")]
    public string[]? Families { get; set; }

    [JsonPropertyName("parameter_size")]
    public string ParameterSize { get; set; } = null!;

    [JsonPropertyName("quantization_level")]
    public string QuantizationLevel { get; set; } = null!;
}

/// <summary>Answer to GET api/tags.</summary>
public class ListModelsResponse
{
    [JsonPropertyName("models")]
    public Model[] Models { get; set; } = null!;
}

/// <summary>A model in memory.</summary>
public class RunningModel : Model
{
    /// <summary>Bytes in GPU memory.</summary>
    [JsonPropertyName("size_vram")]
    public long SizeVram { get; set; }

    [JsonPropertyName("expires_at")]
    public DateTime ExpiresAt { get; set; }

    [JsonPropertyName("context_length")]
    public int ContextLength { get; set; }
}

/// <summary>Answer to GET api/ps.</summary>
public class ListRunningModelsResponse
{
    [JsonPropertyName("models")]
    public RunningModel[] RunningModels { get; set; } = null!;
}
