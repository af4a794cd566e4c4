using System.Text.Json;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>What every API says about an answer besides the conversation, in the words of Ollama's own API.</summary>
internal sealed record SharedFields
{
    /// <summary>As the caller wrote it.</summary>
    public required string Name { get; init; }

    public TimeSpan? KeepAlive { get; init; }

    /// <summary>Null when the request does not say; "false", "true" or a level.</summary>
    public string? Think { get; init; }

    /// <summary>Whether thinking is silently left out where a model cannot do it; otherwise that is an error.</summary>
    public bool IsThinkOptional { get; init; }

    public bool IsStreamed { get; init; }

    public bool IsShifted { get; init; } = true;

    public bool Truncate { get; init; } = true;

    /// <summary>Null for free text.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>A JSON object as in Ollama's <c>options</c>, or null.</summary>
    public JsonElement? Options { get; init; }

    /// <summary>Null when no log probabilities are asked for, otherwise how many alternatives.</summary>
    public int? TopLogprobs { get; init; }

    public static SharedFields Read(JsonFields fields)
    {
        var isMap = fields.Object("options", "map[string]interface {}") is not null;
        return new SharedFields
        {
            Name = fields.Text("model"),
            KeepAlive = GenerationFields.KeepAliveOf(fields),
            Think = GenerationFields.ThinkOf(fields),
            IsStreamed = fields.Flag("stream") ?? true,
            IsShifted = fields.Flag("shift") ?? true,
            Truncate = fields.Flag("truncate") ?? true,
            TopLogprobs = GenerationFields.LogprobsOf(fields),
            Options = isMap ? fields.Any("options") : null,
            Schema = GenerationFields.FormatOf(fields),
        };
    }
}
