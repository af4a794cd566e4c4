using System.Text.Json;

namespace Orchestrator.Inference;

/// <summary>One question to one model.</summary>
public sealed record ChatCall
{
    public required ModelId Model { get; init; }

    public required IReadOnlyList<ChatTurn> Turns { get; init; }

    /// <summary>
    /// Each a tool as JSON: <c>{"type":"function","function":{"name","description","parameters"}}</c>. JSON, because a
    /// schema has more than any type of ours would keep.
    /// </summary>
    public IReadOnlyList<JsonElement> Tools { get; init; } = [];

    /// <summary>The string "json", or a JSON schema that the answer must follow. Null: free text.</summary>
    public JsonElement? Format { get; init; }

    /// <summary>Null: the model's own default, which for a thinking model is to think.</summary>
    public ThinkLevel? Think { get; init; }

    /// <summary>Null: the replica's own default.</summary>
    public KeepAlive? KeepAlive { get; init; }

    public ModelOptions Options { get; init; } = new();
}

/// <summary>Whether and how hard a thinking model thinks.</summary>
public enum ThinkLevel
{
    Off,
    On,
    Low,
    Medium,
    High,
    Max,
}

public enum TurnRole
{
    System,
    User,
    Assistant,
    Tool,
}

/// <summary>One message of a conversation.</summary>
public sealed record ChatTurn(TurnRole Role, string Text)
{
    /// <summary>What an assistant thought before it answered.</summary>
    public string? Thinking { get; init; }

    /// <summary>Whole image files.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Images { get; init; } = [];

    /// <summary>Of an assistant's turn: the calls it asked for.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>Of a tool's turn: the tool that gave this result.</summary>
    public string? ToolName { get; init; }

    /// <summary>
    /// Of a tool's turn: the call that it answers. OllamaSharp has no place for it, so Ollama does not get it; results
    /// are told apart by <see cref="ToolName"/> and by order.
    /// </summary>
    public string? ToolCallId { get; init; }
}

/// <summary>A call that the model asks for.</summary>
/// <param name="Id">The replica's own id; null when it gave none.</param>
/// <param name="Name">The function.</param>
/// <param name="Arguments">A JSON object.</param>
public sealed record ToolCall(string? Id, string Name, JsonElement Arguments);
