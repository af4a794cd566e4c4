namespace Orchestrator.Gateway.OpenAi.Wire;

internal sealed class ChatMessage
{
    public string? Role { get; set; }

    public MessageContent? Content { get; set; }

    /// <summary>For role "tool" some clients send the tool's name.</summary>
    public string? Name { get; set; }

    /// <summary>What a thinking model thought, sent back as this gateway gave it.</summary>
    public string? Reasoning { get; set; }

    public List<ToolCallWire?>? ToolCalls { get; set; }

    public string? ToolCallId { get; set; }
}

internal sealed class ToolCallWire
{
    public string? Id { get; set; }

    public string? Type { get; set; }

    public FunctionCallWire? Function { get; set; }
}

internal sealed class FunctionCallWire
{
    public string? Name { get; set; }

    /// <summary>A JSON object, as text.</summary>
    public string? Arguments { get; set; }
}
