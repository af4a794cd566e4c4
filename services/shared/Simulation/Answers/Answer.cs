using System.Collections.Immutable;

namespace Orchestrator.Simulation.Answers;

/// <summary>A whole answer, token by token, before any time has passed.</summary>
public sealed record Answer
{
    public required int PromptTokens { get; init; }

    public ImmutableArray<string> Thinking { get; init; } = [];

    public ImmutableArray<string> Content { get; init; } = [];

    public ToolCall? Call { get; init; }

    /// <summary>stop or length.</summary>
    public required string DoneReason { get; init; }

    public int Tokens => Thinking.Length + Content.Length + (Call?.Tokens ?? 0);
}

/// <param name="Id"><c>call_</c> and eight characters.</param>
/// <param name="ArgumentsJson">A JSON object.</param>
public sealed record ToolCall(string Id, string Name, string ArgumentsJson, int Tokens);
