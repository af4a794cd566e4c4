using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.SimulatedOllama.Logprobs;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>What chat and generate answer alike; one line of a stream or the whole. Zero metrics are left out, as in Go.</summary>
internal abstract record AnswerResponse
{
    [JsonPropertyOrder(-2)]
    public required string Model { get; init; }

    [JsonPropertyOrder(-1)]
    public required string CreatedAt { get; init; }

    [JsonPropertyOrder(10)]
    public bool Done { get; init; }

    [JsonPropertyOrder(11), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DoneReason { get; init; }

    [JsonPropertyOrder(12), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int[]? Context { get; init; }

    [JsonPropertyOrder(13), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long TotalDuration { get; init; }

    [JsonPropertyOrder(14), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long LoadDuration { get; init; }

    [JsonPropertyOrder(15), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PromptEvalCount { get; init; }

    [JsonPropertyOrder(16), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long PromptEvalDuration { get; init; }

    [JsonPropertyOrder(17), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EvalCount { get; init; }

    [JsonPropertyOrder(18), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long EvalDuration { get; init; }

    [JsonPropertyOrder(19), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TokenLogprob[]? Logprobs { get; init; }
}

internal sealed record ChatResponse : AnswerResponse
{
    public required ChatMessage Message { get; init; }
}

internal sealed record ChatMessage(
    string Role,
    string Content,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Thinking = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChatToolCall[]? ToolCalls = null
);

internal sealed record ChatToolCall(string Id, ChatFunctionCall Function);

/// <param name="Arguments">An object, not a string as in the OpenAI dialect.</param>
internal sealed record ChatFunctionCall(int Index, string Name, JsonElement Arguments);

internal sealed record GenerateResponse : AnswerResponse
{
    public required string Response { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Thinking { get; init; }
}

internal sealed record EmbedResponse(string Model, float[][] Embeddings)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long TotalDuration { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long LoadDuration { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PromptEvalCount { get; init; }
}

/// <summary>The answer of the old endpoint.</summary>
internal sealed record EmbeddingResponse(float[] Embedding);

internal sealed record ErrorResponse(string Error);
