using System.Collections.Immutable;
using System.Text.Json;

namespace Orchestrator.Simulation.Bank;

/// <summary>
/// A question that has a right answer. Only the simulation and tests may read the bank: a router that knew it would
/// be graded on what it has learnt by heart.
/// </summary>
public sealed record Question
{
    public required string Id { get; init; }

    /// <summary>As the product names it: math, reasoning, code, translation, question_answering.</summary>
    public required string Task { get; init; }

    /// <summary>en or ko: the language of the prompt.</summary>
    public required string Language { get; init; }

    public required Difficulty Difficulty { get; init; }

    public required string Prompt { get; init; }

    /// <summary>The canonical answer, on one line.</summary>
    public required string Answer { get; init; }

    /// <summary>Other forms of the right answer.</summary>
    public ImmutableArray<string> Accepted { get; init; } = [];

    /// <summary>What a model typically says instead; the first ones more often.</summary>
    public required ImmutableArray<string> Wrong { get; init; }

    /// <summary>What the tests work the answer out from again; has a <c>kind</c>.</summary>
    public required JsonElement Check { get; init; }

    // A question is its id; comparing texts and lists would cost more and say the same.
    public bool Equals(Question? other) => string.Equals(Id, other?.Id, StringComparison.Ordinal);

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

public enum Difficulty
{
    Easy,
    Medium,
    Hard,
}
