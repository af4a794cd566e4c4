namespace Orchestrator.Contracts.Messages;

/// <summary>A batch of outcomes from one gateway, at most 200. Delivered at least once: the ids tell repeats.</summary>
public sealed record OutcomesRecorded(IReadOnlyList<Outcome> Outcomes);

/// <summary>What became of one attempt of one step. Holds no prompt and no answer.</summary>
public sealed record Outcome
{
    /// <summary>Identity of this outcome; the same outcome sent twice has the same id.</summary>
    public required Guid OutcomeId { get; init; }

    public required string RunId { get; init; }

    /// <summary>This try of the step, from 1.</summary>
    public required int Attempt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public required string Task { get; init; }

    public required string Language { get; init; }

    public required string Strategy { get; init; }

    public required string Model { get; init; }

    public required string Replica { get; init; }

    /// <summary>Probability with which the policy took this choice, 0 to 1.</summary>
    public required double Propensity { get; init; }

    /// <summary>"completed", or the cause of the failure in snake case.</summary>
    public required string Result { get; init; }

    /// <summary>From the gateway's start of the attempt to the first token; null when none came.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    public required TimeSpan Duration { get; init; }

    public int PromptTokens { get; init; }

    public int OutputTokens { get; init; }

    public bool Simulated { get; init; }
}
