using System.Text.Json.Serialization;

namespace OllamaSharp.Models.Chat;

/// <summary>A function that the model may ask for.</summary>
public class Tool
{
    [JsonPropertyName("type")]
    public string? Type { get; set; } = "function";

    [JsonPropertyName("function")]
    public Function? Function { get; set; }
}

/// <summary>Name and parameters of a <see cref="Tool"/>.</summary>
public class Function
{
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("description")]
    public string? Description { get; set; }

    [JsonPropertyName("parameters")]
    public Parameters? Parameters { get; set; }
}

/// <summary>The parameters of a <see cref="Function"/> as a JSON schema of type object.</summary>
public class Parameters
{
    [JsonPropertyName("type")]
    public string? Type { get; set; } = "object";

    [JsonPropertyName("properties")]
    public Dictionary<string, Property>? Properties { get; set; }

    [JsonPropertyName("required")]
    public IEnumerable<string>? Required { get; set; }
}

/// <summary>One parameter.</summary>
public class Property
{
    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonPropertyName("description")]
    public string? Description { get; set; }

    [JsonPropertyName("enum")]
    public IEnumerable<string>? Enum { get; set; }
}
