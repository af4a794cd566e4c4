using System.Text.Json;

namespace Orchestrator.Gateway.Ollama.Wire;

/// <summary>The fields of Ollama's chat request that this gateway reads; others are ignored.</summary>
internal sealed class OllamaChatRequest
{
    public string? Model { get; set; }

    public List<OllamaMessage?>? Messages { get; set; }

    /// <summary>Absent means true.</summary>
    public bool? Stream { get; set; }

    /// <summary>"json", or a JSON Schema object.</summary>
    public JsonElement? Format { get; set; }

    /// <summary>Seconds as a number, or a Go duration as a string.</summary>
    public JsonElement? KeepAlive { get; set; }

    public List<OllamaTool?>? Tools { get; set; }

    public OllamaOptions? Options { get; set; }

    /// <summary>A boolean, or a level.</summary>
    public JsonElement? Think { get; set; }
}

internal sealed class OllamaMessage
{
    public string? Role { get; set; }

    public string? Content { get; set; }

    public string? Thinking { get; set; }

    /// <summary>In base64.</summary>
    public List<string?>? Images { get; set; }

    public List<OllamaToolCall?>? ToolCalls { get; set; }

    public string? ToolName { get; set; }

    public string? ToolCallId { get; set; }
}

internal sealed class OllamaToolCall
{
    public string? Id { get; set; }

    public OllamaFunctionCall? Function { get; set; }
}

internal sealed class OllamaFunctionCall
{
    public string? Name { get; set; }

    /// <summary>An object here, not a string as in OpenAI's dialect.</summary>
    public JsonElement? Arguments { get; set; }
}

internal sealed class OllamaTool
{
    public string? Type { get; set; }

    public OllamaFunction? Function { get; set; }
}

internal sealed class OllamaFunction
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    public JsonElement? Parameters { get; set; }
}
