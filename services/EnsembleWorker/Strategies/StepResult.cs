namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>What became of a step.</summary>
internal sealed record StepResult
{
    public required string Step { get; init; }

    public required string Model { get; init; }

    /// <summary>Empty when no replica was found.</summary>
    public string Replica { get; init; } = "";

    public bool Simulated { get; init; }

    /// <summary>The whole text; of a failed step nothing is kept.</summary>
    public string Text { get; init; } = "";

    /// <summary>"stop" or "length".</summary>
    public string Reason { get; init; } = "";

    public int PromptTokens { get; init; }

    public int OutputTokens { get; init; }

    /// <summary>Replicas that were tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it failed, in snake case, and a sentence; empty otherwise.</summary>
    public string Cause { get; init; } = "";

    public string Message { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset FinishedAt { get; init; }

    public bool IsCompleted => Cause.Length == 0;
}
