using System.Text.Json;

namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>How the answer to one question is graded. Only the fields of its kind are set.</summary>
internal sealed record GraderRule
{
    /// <summary>"exact", "number", "choice", "pattern", "json" or "text".</summary>
    public required string Kind { get; init; }

    /// <summary>number: the right value; answers within <see cref="Tolerance"/> of it are right.</summary>
    public double? Value { get; init; }

    public double Tolerance { get; init; } = 1e-6;

    /// <summary>choice: how many options there are, from A on.</summary>
    public int Options { get; init; }

    /// <summary>pattern: what the whole normalised answer has to match; no back references.</summary>
    public string? Pattern { get; init; }

    /// <summary>json: the object's fields and their values. Other fields must not be there.</summary>
    public JsonElement? Fields { get; init; }

    /// <summary>text: what the answer has to be like.</summary>
    public TextRule? Text { get; init; }
}

/// <summary>What a free text has to hold. Every condition that is set must be met; comparison ignores case.</summary>
internal sealed record TextRule
{
    public IReadOnlyList<string> Contains { get; init; } = [];

    /// <summary>Of each group at least one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ContainsOneOf { get; init; } = [];

    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>Must stand in this order.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary>Words are what white space parts.</summary>
    public int? WordsMin { get; init; }

    public int? WordsMax { get; init; }

    /// <summary>Parts between commas.</summary>
    public int? Items { get; init; }

    public string? StartsWith { get; init; }

    public string? EndsWith { get; init; }

    /// <summary>"hangul" or "latin": what most letters have to be.</summary>
    public string? Script { get; init; }
}
