using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Answers;

/// <summary>What a simulated answer is made from.</summary>
public sealed record AnswerRequest
{
    public required SimulatedModel Model { get; init; }

    /// <summary>Oldest first. A generate request is one system and one user message.</summary>
    public required ImmutableArray<PromptMessage> Messages { get; init; }

    public long Seed { get; init; }

    /// <summary>0 repeats the same outcome for every seed. The default is Ollama's.</summary>
    public double Temperature { get; init; } = 0.8;

    /// <summary>Which model knows what; the same on every replica.</summary>
    public SkillWorld World { get; init; } = SkillWorld.Default;

    internal Sampling Sampling => new(Temperature, Seed);

    public ThinkLevel Think { get; init; }

    public ImmutableArray<ToolSignature> Tools { get; init; } = [];

    /// <summary>Null for free text; a JSON schema, where an empty object allows any JSON.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>Most tokens to answer with; 0 or less means until the answer ends.</summary>
    public int NumPredict { get; init; } = -1;

    public ImmutableArray<string> Stop { get; init; } = [];

    /// <summary>Tokens of prompt and answer together.</summary>
    public int ContextLength { get; init; } = 4096;

    /// <summary>Whether a full context makes room for more tokens; otherwise the answer ends there.</summary>
    public bool Shift { get; init; } = true;

    /// <summary>The host's own limit on an answer's length.</summary>
    public int TokensMax { get; init; } = 2048;
}

/// <param name="Role">system, user, assistant or tool.</param>
/// <param name="Extra">Text that costs prompt tokens besides the content: thinking, tool calls.</param>
public sealed record PromptMessage(
    string Role,
    string Content,
    int Images = 0,
    string? ToolName = null,
    string Extra = ""
);

/// <param name="Parameters">The JSON schema of its arguments.</param>
public sealed record ToolSignature(string Name, string Description, JsonElement? Parameters, int Tokens);

public enum ThinkLevel
{
    None,
    Low,
    Medium,
    High,
    Max,
}
